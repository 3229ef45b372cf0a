'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Column, fromClass, shownColumns } from '@/components/data/columns'
import { ManyRows } from '@/components/data/many-rows.client'
import { useWords } from '@/components/messages.client'
import { type Route, routes } from '@/components/routes'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import type { RequestLine } from '@/lib/activity/log'
import type { ActivityState } from './search'

type Look = Pick<ActivityState, 'cols' | 'density'>

const HEIGHT = { compact: 28, '': 32, comfortable: 44 } as const
const HEIGHT_CLASS = { compact: 'h-7', '': 'h-8', comfortable: 'h-11' } as const
/** On a phone a request takes two lines. */
const NARROW_HEIGHT = 60

/** The log as a table of which only the rows near the window are drawn. */
export function LogRows({
  tenant,
  integrationId,
  rows,
  columns,
  look,
  body,
  isBusy,
}: {
  tenant: string
  integrationId: string
  rows: readonly RequestLine[]
  columns: readonly Column<RequestLine>[]
  look: Look
  body: RefObject<HTMLTableSectionElement | null>
  isBusy: boolean
}) {
  const t = useTranslations('activity')
  const shown = shownColumns(columns, look.cols)
  const query = useSearchParams().toString()
  const isNarrow = useNarrow()
  const height = isNarrow ? NARROW_HEIGHT : HEIGHT[look.density]
  return (
    <table
      aria-label={t('requests')}
      aria-busy={isBusy}
      aria-rowcount={-1}
      className="w-full table-fixed border-collapse text-start text-cell max-sm:block"
    >
      <thead className="sticky top-12 z-10 bg-subtle shadow-[inset_0_-1px_0_var(--border)] max-sm:sr-only">
        <tr>
          <HeaderCell className="w-auto">{t('columns.what')}</HeaderCell>
          {shown.map((column) => (
            <HeaderCell
              key={column.id}
              className={cn(
                WIDTHS[column.id],
                column.from && fromClass[column.from],
                column.align && 'text-end',
              )}
            >
              {column.header}
            </HeaderCell>
          ))}
        </tr>
      </thead>
      <tbody ref={body} className="max-sm:block">
        <ManyRows
          count={rows.length}
          height={height}
          draw={(position) => {
            const row = rows[position]
            if (!row) return null
            const href = routes.request(tenant, integrationId, row.id)
            return (
              <Row
                key={row.id}
                row={row}
                columns={shown}
                height={HEIGHT_CLASS[look.density]}
                index={position + 2}
                href={(query ? `${href}?${query}` : href) as Route}
              />
            )
          }}
        />
      </tbody>
    </table>
  )
}

const WIDTHS: Readonly<Record<string, string>> = {
  time: 'w-40',
  result: 'w-20',
  method: 'w-20',
  path: 'w-56',
  who: 'w-44',
  token: 'w-20',
  duration: 'w-24',
  address: 'w-36',
}

function HeaderCell({ className, children }: { className: string | undefined; children: string }) {
  return (
    <th
      scope="col"
      className={cn('h-8 truncate px-3 font-medium text-fg-2 text-meta first:ps-4 last:pe-4', className)}
    >
      {children}
    </th>
  )
}

function Row({
  row,
  columns,
  height,
  index,
  href,
}: {
  row: RequestLine
  columns: readonly Column<RequestLine>[]
  height: string
  index: number
  href: Route
}) {
  const t = useTranslations('activity')
  const words = useWords()
  return (
    <tr
      data-row={row.id}
      aria-rowindex={index}
      className={cn(
        height,
        'border-b transition-colors hover:bg-hover max-sm:flex max-sm:h-15 max-sm:flex-wrap max-sm:content-center max-sm:items-center max-sm:gap-x-3 max-sm:px-4',
      )}
    >
      <td className="relative px-3 first:ps-4 max-sm:w-full max-sm:p-0!">
        <Link
          data-row-link
          href={href}
          scroll={false}
          prefetch={false}
          className="block truncate rounded-tag font-medium text-fg first-letter:uppercase hover:underline"
        >
          {words(row.sentence)}
        </Link>
        {row.isStray && <Badge>{t('stray')}</Badge>}
      </td>
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            'truncate px-3 last:pe-4 max-sm:p-0! max-sm:text-meta',
            column.from && fromClass[column.from],
            column.align === 'end' && 'text-end',
            column.id !== 'time' && column.id !== 'result' && column.id !== 'method' && 'max-sm:hidden',
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(false)
  useEffect(() => {
    const media = window.matchMedia('(width < 40rem)')
    const follow = () => setNarrow(media.matches)
    follow()
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  return isNarrow
}
