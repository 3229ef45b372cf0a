'use client'

import type { Column, NameColumn } from '@/components/data/columns'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { Avatar } from '@/components/ui/avatar'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import type { MemberRow } from '@/lib/directory/members-search'

const name: NameColumn<MemberRow> = {
  header: 'Name',
  text: (member) => member.name,
  detail: (member) => member.userName,
  leading: (member) => <Avatar name={member.name} />,
}

const columns: Column<MemberRow>[] = [
  {
    id: 'email',
    header: 'E-mail',
    cell: ({ email }) =>
      email ? (
        <span className="block max-w-64 truncate text-fg-2">{email}</span>
      ) : (
        <span className="text-fg-3">None</span>
      ),
    from: 'md',
    card: false,
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ active }) => (
      <StatusText tone={active ? 'ok' : 'neutral'}>{active ? 'Active' : 'Inactive'}</StatusText>
    ),
  },
  {
    id: 'added',
    header: 'Added',
    cell: ({ added }) => (
      <span className="text-fg-2">
        <RelativeTime at={added} />
      </span>
    ),
  },
]

/** The people in one group, kept alive. */
export function MembersTable({ tenant, groupId }: { tenant: string; groupId: string }) {
  const list = useList<MemberRow>(tenant, `groups/${groupId}/members`)
  return (
    <DataTable
      list={list}
      noun={['member', 'members']}
      name={name}
      columns={columns}
      rowId={(member) => member.id}
      rowHref={(member) => routes.user(tenant, member.id)}
      searchLabel="Search members"
      empty={
        <EmptyState title="Nobody is in this group yet.">
          Members appear here as your identity provider pushes the group.
        </EmptyState>
      }
    />
  )
}
