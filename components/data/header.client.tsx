'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { cn } from '../ui/cn'
import { takeOver } from '../ui/pagination'
import { type Arrangement, NAME_COLUMN } from './arrangement.client'
import { type Column, fromClass, type NameColumn, placed } from './columns'
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
  arrangement,
  ...rest
}: Sorting & {
  /** Where columns can be made wider and put elsewhere. */
  arrangement: Arrangement | undefined
  /** The rows scroll sideways in a box of their own: the head can stick to nothing but its top. */
  scrolls: boolean
  name: NameColumn<Row>
  columns: readonly Column<Row>[]
  /** What chooses every row of the page, where rows can be chosen. */
  choice: ReactNode
}) {
  const { search } = rest
  const sorting = { ...rest, arrangement, search: { ...search, sort: search.sort || (name.sort ?? '') } }
  const moving = useRef<string>(undefined)
  const [over, setOver] = useState<string>()
  const ids = columns.map(({ id }) => id)
  const dragOf = (id: string) =>
    arrangement && {
      draggable: true,
      onDragStart(event: DragEvent) {
        moving.current = id
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', id)
      },
      onDragOver(event: DragEvent) {
        if (!moving.current) return
        event.preventDefault()
        if (over !== id) setOver(id)
      },
      onDrop(event: DragEvent) {
        event.preventDefault()
        if (moving.current && moving.current !== id) rest.change({ cols: placed(ids, moving.current, id) })
      },
      onDragEnd() {
        moving.current = undefined
        setOver(undefined)
      },
    }
  return (
    <thead
      className={cn(
        'sticky top-0 z-10 bg-subtle shadow-[inset_0_-1px_0_var(--border)] max-sm:sr-only',
        !scrolls && 'lg:top-12',
      )}
    >
      <tr>
        {choice && <th className="w-10 ps-2">{choice}</th>}
        <HeaderCell id={NAME_COLUMN} header={name.header} sort={name.sort} {...sorting} />
        {columns.map(({ id, header, sort, align, from }) => (
          <HeaderCell
            key={id}
            {...{ id, header, sort, align }}
            drag={dragOf(id)}
            className={cn(from && fromClass[from], over === id && moving.current !== id && 'bg-selected')}
            {...sorting}
          />
        ))}
      </tr>
    </thead>
  )
}

function HeaderCell({
  id,
  header,
  sort,
  align,
  className,
  drag,
  arrangement,
  search,
  path,
  change,
}: Sorting & {
  id: string
  arrangement: Arrangement | undefined
  drag?: object | undefined
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
      data-column={id}
      {...drag}
      {...(order && { 'aria-sort': order as 'ascending' | 'descending' })}
      style={{ width: arrangement?.widths?.get(id) }}
      className={cn(
        'relative h-8 whitespace-nowrap px-3 font-medium text-fg-2 text-meta first:ps-4 last:pe-4',
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
          draggable={false}
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
      {arrangement && (
        // What it does, the menu of the columns does without dragging.
        <span
          aria-hidden
          data-resize={id}
          draggable
          onDragStart={(event) => {
            event.preventDefault()
            event.stopPropagation()
          }}
          onPointerDown={(event) => arrangement.drag(id, event)}
          className="absolute inset-y-0 end-0 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:end-0 after:w-px after:bg-border hover:after:inset-y-0 hover:after:w-0.5 hover:after:bg-accent max-sm:hidden"
        />
      )}
    </th>
  )
}
