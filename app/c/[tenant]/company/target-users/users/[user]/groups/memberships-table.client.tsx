'use client'

import { useCallback, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { OriginBadge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { MembershipRow } from '@/lib/directory/members-search'
import { RequestLink } from '../../../request-link'

const idOf = (group: MembershipRow) => group.id

/** The groups that one person is in, kept alive. */
export function MembershipsTable({ tenant, userId }: { tenant: string; userId: string }) {
  const list = useList<MembershipRow>(tenant, `users/${userId}/groups`)
  const t = useTranslations('users.memberships')
  const words: ListWords = useCallback((word, values) => t(`words.${word}`, values), [t])
  return (
    <DataTable
      list={list}
      words={words}
      {...useMembershipColumns(tenant)}
      rowId={idOf}
      rowHref={(group) => routes.group(tenant, group.id)}
      searchLabel={t('search')}
      empty={<EmptyState title={t('nothing.title')}>{t('nothing.text')}</EmptyState>}
    />
  )
}

function useMembershipColumns(tenant: string) {
  const t = useTranslations('groups.columns')
  return useMemo(() => {
    const name: NameColumn<MembershipRow> = { header: t('name'), text: (group) => group.name }
    const columns: Column<MembershipRow>[] = [
      {
        id: 'origin',
        header: t('origin'),
        cell: ({ origin, integration }) => <OriginBadge origin={origin} integration={integration?.name} />,
      },
      {
        id: 'added',
        header: t('added'),
        cell: ({ added, request }) => (
          <span className="text-fg-2">
            <RelativeTime at={added} />
            {request && (
              <>
                {' · '}
                <RequestLink tenant={tenant} request={request}>
                  {t('request')}
                </RequestLink>
              </>
            )}
          </span>
        ),
      },
    ]
    return { name, columns }
  }, [t, tenant])
}
