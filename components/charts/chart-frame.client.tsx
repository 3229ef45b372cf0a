'use client'

import type { ReactNode } from 'react'
import { Disclosure } from '../ui/disclosure'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '../ui/table'

export type ChartTable = {
  label: string
  /** What opens the table. */
  summary: string
  header: readonly string[]
  rows: readonly (readonly string[])[]
}

/** A chart in its frame, and under it the same numbers as a table. */
export function ChartFrame({ table, children }: { table: ChartTable; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="min-h-48 w-full text-meta">{children}</div>
      <div className="mt-2">
        <Disclosure summary={table.summary}>
          <div className="max-h-72 overflow-y-auto">
            <Table label={table.label}>
              <TableHead>
                <tr>
                  {table.header.map((name, at) => (
                    <HeaderCell key={name} className={at > 0 ? 'text-end' : ''}>
                      {name}
                    </HeaderCell>
                  ))}
                </tr>
              </TableHead>
              <tbody>
                {table.rows.map((row) => (
                  <TableRow key={row[0]}>
                    {row.map((text, at) => (
                      <Cell key={table.header[at]} className={at > 0 ? 'text-end' : ''}>
                        {text}
                      </Cell>
                    ))}
                  </TableRow>
                ))}
              </tbody>
            </Table>
          </div>
        </Disclosure>
      </div>
    </div>
  )
}

/** The place of one chart, of fixed height, so that nothing moves when it is drawn. */
export function ChartPlace({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <figure className="min-w-0">
      {title && <figcaption className="mb-1 text-fg-2 text-meta">{title}</figcaption>}
      <div className="h-48">{children}</div>
    </figure>
  )
}
