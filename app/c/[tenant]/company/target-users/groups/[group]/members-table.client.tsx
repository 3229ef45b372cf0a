'use client'

import { useCallback, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import { ExportMenu } from '@/components/data/export-menu.client'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { Avatar } from '@/components/ui/avatar'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import type { MemberRow } from '@/lib/directory/members-search'
import { RemoveMember } from '../../local/remove-member.client'
import { RequestLink } from '../../request-link'

const idOf = (member: MemberRow) => member.id

/** The column that takes somebody out of a Local group. */
function useRemoval(tenant: string, { id, name }: { id: string; name: string }): Column<MemberRow> {
  const t = useTranslations('local.members')
  return useMemo(
    () => ({
      id: 'remove',
      header: t('removeLabel'),
      align: 'end',
      cell: (member) => <RemoveMember tenant={tenant} group={{ id, name }} member={member} />,
    }),
    [tenant, id, name, t],
  )
}

/** The people in one group, kept alive. */
export function MembersTable({
  tenant,
  group,
  editable,
}: {
  tenant: string
  group: { id: string; name: string }
  /** The reader may take members out. */
  editable: boolean
}) {
  const list = useList<MemberRow>(tenant, `groups/${group.id}/members`)
  const t = useTranslations('groups.members')
  const words: ListWords = useCallback((word, values) => t(`words.${word}`, values), [t])
  const { name, columns } = useMemberColumns(tenant)
  const removal = useRemoval(tenant, group)
  const shown = useMemo(() => (editable ? [...columns, removal] : columns), [columns, editable, removal])
  return (
    <DataTable
      list={list}
      words={words}
      name={name}
      columns={shown}
      rowId={idOf}
      rowHref={(member) => routes.user(tenant, member.id)}
      searchLabel={t('search')}
      actions={<ExportMenu tenant={tenant} list={`groups/${group.id}/members`} search={list.search} />}
      empty={<EmptyState title={t('nobody.title')}>{t('nobody.text')}</EmptyState>}
    />
  )
}

function useMemberColumns(tenant: string) {
  const t = useTranslations()
  return useMemo(() => {
    const name: NameColumn<MemberRow> = {
      header: t('groups.columns.name'),
      text: (member) => member.name,
      // Mostly the same as the e-mail address, which stands beside it where there is room.
      detail: ({ userName, email }) =>
        userName === email ? <span className="md:hidden">{userName}</span> : userName,
      leading: (member) => <Avatar name={member.name} />,
    }
    const columns: Column<MemberRow>[] = [
      {
        id: 'email',
        header: t('groups.columns.email'),
        cell: ({ email }) =>
          email ? (
            <span className="block max-w-64 truncate text-fg-2">{email}</span>
          ) : (
            <span className="text-fg-3">{t('groups.none')}</span>
          ),
        from: 'md',
        card: false,
      },
      {
        id: 'status',
        header: t('groups.columns.status'),
        cell: ({ active }) => (
          <StatusText tone={active ? 'ok' : 'neutral'}>
            {t(active ? 'users.active' : 'users.inactive')}
          </StatusText>
        ),
      },
      {
        id: 'added',
        header: t('groups.columns.added'),
        cell: ({ added, request }) => (
          <span className="text-fg-2">
            <RelativeTime at={added} />
            {request && (
              <>
                {' · '}
                <RequestLink tenant={tenant} request={request}>
                  {t('users.timeline.request')}
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
