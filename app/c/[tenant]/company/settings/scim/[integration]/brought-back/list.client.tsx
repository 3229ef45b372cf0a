'use client'

import { useCallback, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { Avatar } from '@/components/ui/avatar'
import { EmptyState } from '@/components/ui/empty-state'
import { StatusText, type StatusTone } from '@/components/ui/status-pill'
import type { ReturnedEntry } from '@/lib/integrations/returned'

const TONES: Record<NonNullable<ReturnedEntry['outcome']> | 'lost', StatusTone> = {
  lost: 'warn',
  restored: 'ok',
  refused: 'err',
}

const OUTCOMES = ['refused', 'noted', 'restored', 'lost'] as const

const idOf = (entry: ReturnedEntry) => entry.id

/** Everybody who belonged to the integration, and what became of each; kept alive while it goes on. */
export function ReturnedTable({ tenant, integration }: { tenant: string; integration: string }) {
  const list = useList<ReturnedEntry>(tenant, `integrations/${integration}/returned`)
  const t = useTranslations('scimSettings.returned')
  const words: ListWords = useCallback((word, values) => t(`list.words.${word}`, values), [t])
  return (
    <DataTable
      list={list}
      words={words}
      {...useReturnedColumns()}
      rowId={idOf}
      rowHref={({ id, isHere, isGroup }) =>
        isHere ? (isGroup ? routes.group(tenant, id) : routes.user(tenant, id)) : undefined
      }
      filters={[
        {
          name: 'outcome',
          label: t('list.state'),
          options: OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) })),
        },
      ]}
      searchLabel={t('list.search')}
      empty={<EmptyState title={t('list.empty')} />}
    />
  )
}

function useReturnedColumns() {
  const t = useTranslations('scimSettings.returned')
  return useMemo(() => {
    const name: NameColumn<ReturnedEntry> = {
      header: t('list.name'),
      text: (entry) => entry.name,
      detail: ({ userName }) => userName,
      leading: (entry) => <Avatar name={entry.name} square={entry.isGroup} />,
    }
    const columns: Column<ReturnedEntry>[] = [
      {
        id: 'kind',
        header: t('list.kind'),
        cell: ({ isGroup }) => (
          <span className="text-fg-2">{t(`list.kinds.${isGroup ? 'group' : 'user'}`)}</span>
        ),
        from: 'md',
      },
      {
        id: 'state',
        header: t('list.state'),
        cell: ({ outcome, refusal, managedBy }) => (
          <span className="flex flex-col items-start">
            <StatusText tone={TONES[outcome ?? 'lost']}>{t(`outcome.${outcome ?? 'lost'}`)}</StatusText>
            {refusal && (
              <span className="text-fg-3 text-meta">
                {t(`refusal.${refusal}`, { managedBy: managedBy ?? '' })}
              </span>
            )}
          </span>
        ),
      },
    ]
    return { name, columns }
  }, [t])
}
