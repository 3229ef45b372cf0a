'use client'

import type { ReactNode } from 'react'
import type { Column, NameColumn } from '@/components/data/columns'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { OriginBadge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { TargetGroupRow } from '@/lib/directory/search'

const name: NameColumn<TargetGroupRow> = { header: 'Name', sort: 'name', text: (group) => group.name }

const count = new Intl.NumberFormat('en')

const columns: Column<TargetGroupRow>[] = [
  { id: 'members', header: 'Members', align: 'end', cell: ({ members }) => count.format(members) },
  {
    id: 'origin',
    header: 'Origin',
    cell: ({ origin, integration }) => <OriginBadge origin={origin} integration={integration?.name} />,
  },
  {
    id: 'integration',
    header: 'Integration',
    cell: ({ integration }) =>
      integration ? (
        <span className="block max-w-56 truncate text-fg-2">{integration.name}</span>
      ) : (
        <span className="text-fg-3">None</span>
      ),
    from: 'md',
  },
  {
    id: 'changed',
    header: 'Last change',
    sort: 'changed',
    cell: ({ lastChange }) => (
      <span className="text-fg-2">
        <RelativeTime at={lastChange} />
      </span>
    ),
  },
]

/** The groups of the company, kept alive. `empty` is shown when there is none at all. */
export function GroupsTable({ tenant, empty }: { tenant: string; empty: ReactNode }) {
  const list = useList<TargetGroupRow>(tenant, 'groups')
  return (
    <DataTable
      list={list}
      noun={['group', 'groups']}
      name={name}
      columns={columns}
      rowId={(group) => group.id}
      rowHref={(group) => routes.group(tenant, group.id)}
      filters={['origin']}
      searchLabel="Search name or ID"
      empty={empty}
    />
  )
}
