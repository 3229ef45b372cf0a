'use client'

import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { usePathname } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import type { Column, NameColumn } from './data/columns'
import { DataHeader } from './data/header.client'
import { DataRows } from './data/rows.client'
import { searchHref } from './data/search'
import { DataToolbar } from './data/toolbar.client'
import { LoadFailed, StaleLine } from './data/trouble.client'
import type { List } from './live/read.client'
import type { Route } from './routes'
import { Button } from './ui/button'
import { cn } from './ui/cn'
import { EmptyState } from './ui/empty-state'
import { Pagination } from './ui/pagination'
import { SkeletonRows } from './ui/skeleton'

const features = tableFeatures({})
const none: never[] = []

/**
 * A list of one kind of thing: toolbar, semantic table (cards under 640 px) and pages, all of whose state is in the
 * address. `noun` is singular and plural; `empty` is shown when there is nothing at all, as opposed to nothing found.
 */
export function DataTable<Row>({
  list,
  noun,
  name,
  columns,
  rowId,
  rowHref,
  filters = none,
  searchLabel,
  empty,
}: {
  list: List<Row>
  noun: readonly [one: string, many: string]
  name: NameColumn<Row>
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  rowHref?: (row: Row) => Route
  filters?: readonly ('status' | 'origin')[]
  searchLabel?: string
  empty: ReactNode
}) {
  const { query, search, change } = list
  const path = usePathname()
  const page = query.data
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row & object>()
    return columns.map((column) =>
      helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }),
    )
  }, [columns])
  const table = useTable({
    features,
    columns: definitions,
    data: (page?.rows ?? none) as readonly (Row & object)[],
    getRowId: rowId,
  })
  const rows = table.getRowModel().rows
  const narrowed = Boolean(search.q || search.status || search.origin)
  const clear = () => change({ q: '', status: '', origin: '' })

  if (page && page.total === 0 && !narrowed && !query.isPlaceholderData) {
    return (
      <div className="rounded-card border bg-surface">
        <StaleLine query={query} />
        {empty}
      </div>
    )
  }
  return (
    <div className="min-w-0">
      <DataToolbar {...{ list, filters, searchLabel, noun, narrowed }} onClear={clear} />
      <div className="rounded-card border bg-surface max-lg:overflow-x-auto lg:overflow-clip">
        <StaleLine query={query} />
        {query.isError && !page ? (
          <LoadFailed what={noun[1]} error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <table
            aria-label={noun[1]}
            aria-busy={query.isPlaceholderData || query.isPending}
            className={cn(
              'w-full border-collapse text-left text-cell tabular-nums transition-opacity max-sm:block',
              query.isPlaceholderData && 'opacity-80',
            )}
          >
            <DataHeader {...{ name, columns, search, path, change }} />
            <tbody className="max-sm:block">
              {page ? (
                <DataRows
                  {...{ rows, name, columns, rowHref }}
                  scope={query.isPlaceholderData ? undefined : JSON.stringify(search)}
                />
              ) : (
                <SkeletonRows columns={columns.length + 1} rows={5} />
              )}
            </tbody>
          </table>
        )}
        {page && page.rows.length === 0 && (
          <EmptyState
            title={page.total > 0 ? 'This page is past the end.' : `No ${noun[1]} match.`}
            action={
              page.total > 0 ? (
                <Button onClick={() => change({ page: 1 })}>First page</Button>
              ) : (
                <Button onClick={clear}>Clear search and filters</Button>
              )
            }
          />
        )}
      </div>
      {page && (
        <Pagination
          page={search.page}
          pageSize={page.pageSize}
          total={page.total}
          href={(to) => searchHref(path, search, { page: to })}
          onPage={(to) => change({ page: to })}
        />
      )}
    </div>
  )
}
