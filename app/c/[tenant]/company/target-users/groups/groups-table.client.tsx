'use client'

import { type ReactNode, useCallback, useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import { ExportMenu } from '@/components/data/export-menu.client'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { OriginBadge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import type { TargetGroupRow } from '@/lib/directory/search'

const idOf = (group: TargetGroupRow) => group.id

/** The groups of the company, kept alive. `empty` is shown when there is none at all. */
export function GroupsTable({
  tenant,
  integrations,
  views,
  empty,
}: {
  tenant: string
  integrations: readonly { value: string; label: string }[]
  views: ReactNode
  empty: ReactNode
}) {
  const list = useList<TargetGroupRow>(tenant, 'groups')
  const t = useTranslations('groups')
  const words: ListWords = useCallback((word, values) => t(`words.${word}`, values), [t])
  return (
    <DataTable
      list={list}
      words={words}
      {...useGroupColumns()}
      rowId={idOf}
      rowHref={(group) => routes.group(tenant, group.id)}
      filters={[
        {
          name: 'origin',
          label: t('filters.origin'),
          options: [
            { value: 'idp', label: 'IDP' },
            { value: 'local', label: t('local') },
          ],
        },
        { name: 'integration', label: t('filters.integration'), options: integrations },
        {
          name: 'members',
          label: t('filters.members'),
          options: [{ value: 'none', label: t('filters.empty') }],
        },
        {
          name: 'problems',
          label: t('filters.problems'),
          options: [{ value: 'open', label: t('filters.open') }],
        },
      ]}
      searchLabel={t('search')}
      actions={
        <>
          {views}
          <ExportMenu tenant={tenant} list="groups" search={list.search} />
        </>
      }
      empty={empty}
    />
  )
}

function useGroupColumns() {
  const t = useTranslations('groups')
  const format = useFormatter()
  return useMemo(() => {
    const name: NameColumn<TargetGroupRow> = {
      header: t('columns.name'),
      sort: 'name',
      text: (group) => group.name,
    }
    const columns: Column<TargetGroupRow>[] = [
      {
        id: 'members',
        header: t('columns.members'),
        align: 'end',
        cell: ({ members }) => format.number(members),
      },
      {
        id: 'origin',
        header: t('columns.origin'),
        cell: ({ origin, integration }) => <OriginBadge origin={origin} integration={integration?.name} />,
      },
      {
        id: 'integration',
        header: t('columns.integration'),
        cell: ({ integration }) =>
          integration ? (
            <span className="block max-w-56 truncate text-fg-2">{integration.name}</span>
          ) : (
            <span className="text-fg-3">{t('none')}</span>
          ),
        from: 'md',
      },
      {
        id: 'changed',
        header: t('columns.changed'),
        sort: 'changed',
        cell: ({ lastChange }) => (
          <span className="text-fg-2">
            <RelativeTime at={lastChange} />
          </span>
        ),
      },
      {
        id: 'status',
        header: t('columns.status'),
        cell: ({ inSync }) =>
          inSync === null ? (
            <StatusText tone="neutral">{t('notSynced')}</StatusText>
          ) : (
            <StatusText tone={inSync ? 'ok' : 'warn'}>{t(inSync ? 'inSync' : 'outOfSync')}</StatusText>
          ),
        from: 'md',
      },
    ]
    return { name, columns }
  }, [t, format])
}
