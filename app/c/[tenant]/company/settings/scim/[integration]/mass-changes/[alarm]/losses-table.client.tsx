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
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText, type StatusTone } from '@/components/ui/status-pill'
import type { LossEntry } from '@/lib/guard/alarms'
import { RequestLink } from '../../../../../target-users/request-link'

const TONES: Record<NonNullable<LossEntry['outcome']> | 'lost', StatusTone> = {
  lost: 'warn',
  back: 'ok',
  restored: 'ok',
  refused: 'err',
}

const OUTCOMES = ['lost', 'back', 'restored', 'refused'] as const

const idOf = (entry: LossEntry) => entry.id

/** Exactly whom the change took, kept alive while the wave goes on and while it is restored. */
export function LossesTable({
  tenant,
  alarm,
  isOfGroup,
}: {
  tenant: string
  alarm: string
  isOfGroup: boolean
}) {
  const list = useList<LossEntry>(tenant, `integrations/${alarm}/lost`)
  const t = useTranslations('guard')
  const words: ListWords = useCallback((word, values) => t(`list.words.${word}`, values), [t])
  const losses = isOfGroup ? (['removed', 'deleted'] as const) : (['deactivated', 'deleted'] as const)
  return (
    <DataTable
      list={list}
      words={words}
      {...useLossColumns(tenant)}
      rowId={idOf}
      rowHref={({ id, isHere, isGroup }) =>
        isHere ? (isGroup ? routes.group(tenant, id) : routes.user(tenant, id)) : undefined
      }
      filters={[
        {
          name: 'loss',
          label: t('list.what'),
          options: losses.map((value) => ({ value, label: t(`loss.${value}`) })),
        },
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

function useLossColumns(tenant: string) {
  const t = useTranslations('guard')
  return useMemo(() => {
    const name: NameColumn<LossEntry> = {
      header: t('list.person'),
      text: (entry) => entry.name,
      detail: ({ userName }) => userName,
      leading: (entry) => <Avatar name={entry.name} />,
    }
    const columns: Column<LossEntry>[] = [
      {
        id: 'what',
        header: t('list.what'),
        cell: ({ loss, wasActive }) => (
          <span className="text-fg-2">
            {loss === 'deleted' && !wasActive ? t('wasInactive') : t(`loss.${loss}`)}
          </span>
        ),
      },
      {
        id: 'when',
        header: t('list.when'),
        cell: ({ at, request }) => (
          <span className="text-fg-2">
            <RelativeTime at={at} />
            {request && (
              <>
                {' · '}
                <RequestLink tenant={tenant} request={request}>
                  {t('list.request')}
                </RequestLink>
              </>
            )}
          </span>
        ),
        from: 'md',
      },
      {
        id: 'state',
        header: t('list.state'),
        cell: ({ outcome, refusal }) => (
          <span className="flex flex-col items-start">
            <StatusText tone={TONES[outcome ?? 'lost']}>{t(`outcome.${outcome ?? 'lost'}`)}</StatusText>
            {refusal && <span className="text-fg-3 text-meta">{t(`refusal.${refusal}`)}</span>}
          </span>
        ),
      },
    ]
    return { name, columns }
  }, [t, tenant])
}
