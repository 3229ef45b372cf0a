'use client'

import Link from 'next/link'
import { type ReactNode, type MouseEvent as RowEvent, useEffect, useRef, useState } from 'react'
import type { Route } from '../routes'
import { cn } from '../ui/cn'
import { type Column, fromClass, type NameColumn } from './columns'
import { ManyRows, WINDOW_FROM } from './many-rows.client'
import type { Density } from './search'
import { Choice } from './selection.client'

type Line<Row> = { id: string; original: Row }
type Drawing<Row> = {
  name: NameColumn<Row>
  columns: readonly Column<Row>[]
  density: Density
  /** Where a row leads; one may lead nowhere. */
  rowHref: ((row: Row) => Route | undefined) | undefined
  /** Where rows can be chosen: how a row's checkbox is called, and what it does. */
  choice:
    | { label: (name: string) => string; has: (id: string) => boolean; toggle: (row: Row) => void }
    | undefined
}

/** The height of a row: 32, 40 and 48 pixels. */
const heights: Record<Density, string> = { compact: 'sm:h-8', '': 'sm:h-10', comfortable: 'sm:h-12' }

/** The rows of a list; beyond 200 only those near the window are drawn. `scope` names the search they answer, if they do. */
export function DataRows<Row>({
  rows,
  scope,
  ...drawing
}: Drawing<Row> & { rows: readonly Line<Row>[]; scope: string | undefined }) {
  const arrived = useArrived(rows, scope)
  return (
    <ManyRows
      count={rows.length}
      height={48}
      draw={(position) => {
        const row = rows[position]
        return (
          row && (
            <DataRow
              key={row.id}
              row={row}
              arrived={arrived.has(row.id)}
              {...(rows.length > WINDOW_FROM && { index: position + 2 })}
              {...drawing}
            />
          )
        )
      }}
    />
  )
}

function DataRow<Row>({
  row: { id, original: row },
  arrived,
  index,
  name,
  columns,
  density,
  rowHref,
  choice,
}: Drawing<Row> & { row: Line<Row>; arrived: boolean; index?: number }) {
  const chosen = choice?.has(id) ?? false
  const href = rowHref?.(row)
  const tight = density === 'compact'
  return (
    <tr
      data-row={id}
      {...(index && { 'aria-rowindex': index })}
      {...(href && { onClick: openRow })}
      className={cn(
        'border-b transition-colors last:border-b-0 max-sm:relative max-sm:block max-sm:px-4 max-sm:py-3',
        href && 'cursor-pointer hover:bg-hover',
        chosen && 'bg-selected hover:bg-selected',
        arrived && 'animate-arrive',
      )}
    >
      {choice && (
        <td className="w-10 py-0 ps-2 max-sm:absolute max-sm:top-2 max-sm:end-2 max-sm:w-auto max-sm:p-0">
          <Choice
            label={choice.label(name.text(row))}
            checked={chosen}
            onChange={() => choice.toggle(row)}
            className={cn('max-sm:size-11', tight && 'sm:size-7')}
          />
        </td>
      )}
      <td
        className={cn(
          'px-3 py-0 max-sm:block max-sm:p-0 max-sm:pb-2 sm:w-[30%] sm:min-w-48 sm:max-w-0 sm:first:ps-4',
          // Beside a column of long words, such as addresses, a name needs less.
          columns.some(({ shrinks }) => shrinks) && 'sm:w-[22%]',
          heights[density],
          choice && 'max-sm:pe-10 sm:ps-1',
        )}
      >
        <span className="flex min-w-0 items-center gap-2.5">
          {name.leading && <span className={cn('contents', tight && 'sm:hidden')}>{name.leading(row)}</span>}
          <span className="min-w-0">
            {href ? (
              <Link
                data-row-link
                href={href}
                prefetch={false}
                className="block min-h-6 scroll-mt-24 scroll-mb-24 content-center truncate rounded-tag font-medium text-fg hover:underline max-sm:text-body"
              >
                {name.text(row)}
              </Link>
            ) : (
              <span className="block truncate font-medium">{name.text(row)}</span>
            )}
            {name.detail && (
              <span className={cn('block truncate text-fg-3 text-meta', tight && 'sm:hidden')}>
                {name.detail(row)}
              </span>
            )}
          </span>
        </span>
      </td>
      {columns.map((column) => (
        <DataCell key={column.id} column={column} height={heights[density]}>
          {column.cell(row)}
        </DataCell>
      ))}
    </tr>
  )
}

function DataCell<Row>({
  column,
  height,
  children,
}: {
  column: Column<Row>
  height: string
  children: ReactNode
}) {
  return (
    <td
      className={cn(
        'px-3 py-0 max-sm:flex max-sm:min-h-7 max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:p-0 sm:last:pe-4',
        height,
        column.align === 'end' && 'text-end',
        column.shrinks && 'sm:w-[40%] sm:min-w-36 sm:max-w-0',
        column.from && fromClass[column.from],
        column.card === false && 'max-sm:hidden',
      )}
    >
      <span className="shrink-0 text-fg-3 sm:hidden">{column.header}</span>
      {children}
    </td>
  )
}

/** A click anywhere in the row counts as one on its link, with the same keys held; selecting text does not. */
function openRow(event: RowEvent<HTMLTableRowElement>) {
  // What a row opens, such as a dialog, stands elsewhere in the document, and its clicks come by here all the same.
  if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return
  if (event.target.closest('a, button, input, label')) return
  if (window.getSelection()?.type === 'Range') return
  const { ctrlKey, metaKey, shiftKey } = event
  event.currentTarget
    .querySelector('[data-row-link]')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
}

/** Ids of rows that are new or changed since they were last drawn for the same search: structural sharing keeps the others. */
function useArrived<Row>(rows: readonly Line<Row>[], scope: string | undefined): ReadonlySet<string> {
  const last = useRef<{ scope: string; rows: Map<string, Row> }>(undefined)
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (scope === undefined) return
    const before = last.current
    last.current = { scope, rows: new Map(rows.map((row) => [row.id, row.original])) }
    if (!before || before.scope !== scope) {
      setArrived(new Set())
      return
    }
    const fresh = rows.filter((row) => before.rows.get(row.id) !== row.original)
    if (fresh.length > 0) setArrived(new Set(fresh.map((row) => row.id)))
  }, [rows, scope])
  return arrived
}
