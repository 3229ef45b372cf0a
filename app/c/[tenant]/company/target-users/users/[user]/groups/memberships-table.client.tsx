'use client'

import type { Column, NameColumn } from '@/components/data/columns'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { OriginBadge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { MembershipRow } from '@/lib/directory/members-search'

const name: NameColumn<MembershipRow> = { header: 'Name', text: (group) => group.name }

const columns: Column<MembershipRow>[] = [
  {
    id: 'origin',
    header: 'Origin',
    cell: ({ origin, integration }) => <OriginBadge origin={origin} integration={integration?.name} />,
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

/** The groups that one person is in, kept alive. */
export function MembershipsTable({ tenant, userId }: { tenant: string; userId: string }) {
  const list = useList<MembershipRow>(tenant, `users/${userId}/groups`)
  return (
    <DataTable
      list={list}
      noun={['group', 'groups']}
      name={name}
      columns={columns}
      rowId={(group) => group.id}
      rowHref={(group) => routes.group(tenant, group.id)}
      searchLabel="Search groups"
      empty={
        <EmptyState title="In no group yet.">
          In Okta, add them to a group that is pushed under Push Groups.
        </EmptyState>
      }
    />
  )
}
