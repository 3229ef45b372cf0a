'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { readJson } from '@/components/live/read.client'
import { useWords } from '@/components/messages.client'
import { routes } from '@/components/routes'
import { Avatar } from '@/components/ui/avatar'
import { OriginBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { KeyValueList } from '@/components/ui/key-value'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusPill } from '@/components/ui/status-pill'
import type { TargetUserRow } from '@/lib/directory/search'
import type { HistoryPage } from '@/lib/history/changes'

/** One person beside the list: who they are, their groups, and what happened last. */
export function UserQuickLook({ tenant, row }: { tenant: string; row: TargetUserRow }) {
  const t = useTranslations('users')
  const words = useWords()
  const history = useQuery({
    queryKey: ['console', tenant, 'users', `users/${row.id}/history`, 'look'],
    queryFn: ({ signal }) =>
      readJson<HistoryPage>(`/api/console/${tenant}/users/${row.id}/history?limit=5`, signal),
  })
  const groups = [...row.groups.names, ...(row.groups.more > 0 ? [`+${row.groups.more}`] : [])]
  return (
    <div className="flex flex-col gap-6 p-5">
      <div className="flex items-center gap-3">
        <Avatar name={row.name} className="size-11 text-body" />
        <div className="min-w-0">
          <p className="text-body [overflow-wrap:anywhere]">{row.userName}</p>
          <p className="mt-1 flex flex-wrap items-center gap-2">
            <StatusPill tone={row.active ? 'ok' : 'neutral'} word={t(row.active ? 'active' : 'inactive')} />
            {row.suspended && <StatusPill tone="err" word={t('suspended')} />}
            <OriginBadge origin={row.origin} integration={row.integration?.name} />
          </p>
        </div>
      </div>
      <KeyValueList
        items={[
          { label: t('columns.email'), value: row.email },
          { label: t('columns.title'), value: row.title },
          { label: t('columns.department'), value: row.department },
          { label: t('columns.groups'), value: groups.join(', ') || t('none') },
          { label: t('columns.integration'), value: row.integration?.name ?? t('none') },
          { label: t('columns.externalId'), value: row.externalId },
          { label: t('columns.synced'), value: <RelativeTime at={row.lastSynced} /> },
        ]}
      />
      <section>
        <h3 className="font-medium text-body">{t('look.latest')}</h3>
        <ul className="mt-2 flex flex-col gap-2 text-cell">
          {history.isPending && <Skeleton className="w-64" />}
          {history.data?.rows.map(({ id, sentence, at }) => (
            <li key={id} className="flex justify-between gap-4">
              <span className="min-w-0 [overflow-wrap:anywhere]">{words(sentence)}</span>
              <span className="shrink-0 text-fg-3 text-meta">
                <RelativeTime at={at} />
              </span>
            </li>
          ))}
        </ul>
        {history.isError && <p className="mt-2 text-cell text-fg-2">{t('look.failed')}</p>}
      </section>
      <ButtonLink href={routes.user(tenant, row.id)}>{t('look.open')}</ButtonLink>
    </div>
  )
}
