'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '../ui/cn'
import { takeOver } from '../ui/pagination'
import { type Column, fromClass, type NameColumn } from './columns'
import { type DataSearch, searchHref } from './search'

type Sorting = {
  search: DataSearch
  path: string
  change: (change: Partial<DataSearch>) => void
}

/** The header row; each column that can be sorted is a link to the list sorted by it. Unsorted is by name. */
export function DataHeader<Row>({
  name,
  columns,
  choice,
  scrolls,
  ...rest
}: Sorting & {
  /** The rows scroll sideways in a box of their own: the head can stick to nothing but its top. */
  scrolls: boolean
  name: NameColumn<Row>
  columns: readonly Column<Row>[]
  /** What chooses every row of the page, where rows can be chosen. */
  choice: ReactNode
}) {
  const { search } = rest
  const sorting = { ...rest, search: { ...search, sort: search.sort || (name.sort ?? '') } }
  return (
    <thead
      className={cn(
        'sticky top-0 z-10 bg-subtle shadow-[inset_0_-1px_0_var(--border)] max-sm:sr-only',
        !scrolls && 'lg:top-12',
      )}
    >
      <tr>
        {choice && <th className="w-10 ps-2">{choice}</th>}
        <HeaderCell header={name.header} sort={name.sort} {...sorting} />
        {columns.map(({ id, header, sort, align, from }) => (
          <HeaderCell
            key={id}
            {...{ header, sort, align }}
            className={from && fromClass[from]}
            {...sorting}
          />
        ))}
      </tr>
    </thead>
  )
}

function HeaderCell({
  header,
  sort,
  align,
  className,
  search,
  path,
  change,
}: Sorting & {
  header: string
  sort: string | undefined
  align?: 'end' | undefined
  className?: string | undefined
}) {
  const order =
    sort === undefined ? undefined : { [sort]: 'ascending', [`-${sort}`]: 'descending' }[search.sort]
  const next = order === 'ascending' ? `-${sort}` : (sort ?? '')
  const Arrow = order === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      {...(order && { 'aria-sort': order as 'ascending' | 'descending' })}
      className={cn(
        'h-8 whitespace-nowrap px-3 font-medium text-fg-2 text-meta first:ps-4 last:pe-4',
        align === 'end' && 'text-end',
        className,
      )}
    >
      {sort === undefined ? (
        header
      ) : (
        <Link
          href={searchHref(path, search, { sort: next })}
          scroll={false}
          prefetch={false}
          onClick={(event) => takeOver(event, () => change({ sort: next }))}
          className="group/sort inline-flex min-h-6 items-center gap-1 rounded-tag hover:text-fg"
        >
          {header}
          <Arrow
            className={cn(
              'size-3',
              order ? '' : 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60',
            )}
          />
        </Link>
      )}
    </th>
  )
}
