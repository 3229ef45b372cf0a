'use client'

import type { ReactNode } from 'react'
import type { Column, NameColumn } from '@/components/data/columns'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { Avatar } from '@/components/ui/avatar'
import { Badge, OriginBadge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import type { TargetUserRow } from '@/lib/directory/search'

const name: NameColumn<TargetUserRow> = {
  header: 'Name',
  sort: 'name',
  text: (user) => user.name,
  detail: (user) => user.userName,
  leading: (user) => <Avatar name={user.name} />,
}

const columns: Column<TargetUserRow>[] = [
  {
    id: 'email',
    header: 'E-mail',
    cell: ({ email }) =>
      email ? (
        <span className="block max-w-48 truncate text-fg-2">{email}</span>
      ) : (
        <span className="text-fg-3">None</span>
      ),
    from: 'lg',
    card: false,
  },
  {
    id: 'status',
    header: 'Status',
    sort: 'status',
    cell: ({ active }) => (
      <StatusText tone={active ? 'ok' : 'neutral'}>{active ? 'Active' : 'Inactive'}</StatusText>
    ),
  },
  {
    id: 'origin',
    header: 'Origin',
    cell: ({ origin, integration }) => <OriginBadge origin={origin} integration={integration?.name} />,
  },
  {
    id: 'groups',
    header: 'Groups',
    cell: ({ groups }) => <GroupNames {...groups} />,
    from: 'lg',
    card: false,
  },
  {
    id: 'synced',
    header: 'Last synced',
    sort: 'synced',
    cell: ({ lastSynced }) => (
      <span className="text-fg-2">
        <RelativeTime at={lastSynced} />
      </span>
    ),
    from: 'md',
  },
]

/** The people of the company, kept alive. `empty` is shown when there is nobody at all. */
export function UsersTable({ tenant, empty }: { tenant: string; empty: ReactNode }) {
  const list = useList<TargetUserRow>(tenant, 'users')
  return (
    <DataTable
      list={list}
      noun={['user', 'users']}
      name={name}
      columns={columns}
      rowId={(user) => user.id}
      rowHref={(user) => routes.user(tenant, user.id)}
      filters={['status', 'origin']}
      searchLabel="Search name, e-mail or ID"
      empty={empty}
    />
  )
}

function GroupNames({ names, more }: TargetUserRow['groups']) {
  if (names.length === 0) return <span className="text-fg-3">None</span>
  return (
    <span className="flex gap-1">
      {names.map((group, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two integrations may each have a group of this name
        <Badge key={position} className="max-w-28">
          {group}
        </Badge>
      ))}
      {more > 0 && <Badge className="shrink-0">+{more}</Badge>}
    </span>
  )
}
