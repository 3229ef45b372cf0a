'use client'

import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SIZED, useArrangement } from './data/arrangement.client'
import { type Column, type NameColumn, shownColumns } from './data/columns'
import { DataHeader } from './data/header.client'
import { NewRows, useHeldRows } from './data/held-rows.client'
import { PageSize } from './data/page-size.client'
import { focusOn, useRowKeys } from './data/row-keys.client'
import { DataRows } from './data/rows.client'
import { askedOf, isNarrowed, NO_FILTERS, PAGE_SIZES, searchHref } from './data/search'
import { BulkBar, Choice, type Selection, useSelection } from './data/selection.client'
import { DataToolbar, type ListFilter } from './data/toolbar.client'
import { LoadFailed, StaleLine } from './data/trouble.client'
import type { ListWords } from './data/words'
import { useDensity } from './density.client'
import type { List } from './live/read.client'
import type { Route } from './routes'
import { Button } from './ui/button'
import { cn } from './ui/cn'
import { EmptyState } from './ui/empty-state'
import { Pagination } from './ui/pagination'
import { SkeletonRows } from './ui/skeleton'

const features = tableFeatures({})
const none: never[] = []
/** More columns than this are scrolled through sideways. */
const MANY_COLUMNS = 7

const QuickLook = dynamic(() => import('./data/quick-look.client').then((module) => module.QuickLook))

/**
 * A list of one kind of thing: toolbar, semantic table (cards under 640 px) and pages, all of whose state is in the
 * address. `empty` is shown when there is nothing at all, `notFound` under “nothing found”. With `bulk` rows can be
 * chosen, with `look` Space shows more of a row beside the list.
 */
export function DataTable<Row extends object>({
  list,
  words,
  name,
  columns,
  rowId,
  rowHref,
  filters = none,
  searchLabel,
  actions,
  bulk,
  look,
  empty,
  notFound,
}: {
  list: List<Row>
  words: ListWords
  name: NameColumn<Row>
  columns: readonly Column<Row>[]
  /** Must be the same function from one drawing to the next. */
  rowId: (row: Row) => string
  rowHref?: (row: Row) => Route | undefined
  filters?: readonly ListFilter[]
  searchLabel?: string
  actions?: ReactNode
  bulk?: (selection: Selection<Row>) => ReactNode
  look?: (row: Row) => ReactNode
  empty: ReactNode
  notFound?: ReactNode
}) {
  const { query, search, change } = list
  const t = useTranslations('table')
  const path = usePathname()
  const density = useDensity()
  const page = query.data
  const answered = page?.rows ?? (none as readonly Row[])
  const scope = query.isPlaceholderData ? undefined : JSON.stringify(askedOf(search))
  const { q, sort: _, page: __, size: ___, ...filtered } = askedOf(search)
  const shown = useMemo(() => shownColumns(columns, search.cols), [columns, search.cols])
  const ids = shown.map(({ id }) => id)
  const arrangement = useArrangement(list, ids, bulk !== undefined)

  const body = useRef<HTMLTableSectionElement>(null)
  const [lookingAt, setLookingAt] = useState<string>()
  const chosen = useRef(0)
  const isBusy = () =>
    chosen.current > 0 ||
    lookingAt !== undefined ||
    Boolean(body.current?.contains(document.activeElement)) ||
    (body.current?.getBoundingClientRect().top ?? 0) < 0
  const held = useHeldRows(answered, scope, {
    idOf: rowId,
    isFull: page !== undefined && answered.length === page.pageSize,
    isBusy,
  })
  const selection = useSelection(JSON.stringify([q, filtered]), held.rows, page?.total ?? 0, rowId)
  chosen.current = selection.count

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    return shown.map((column) =>
      helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }),
    )
  }, [shown])
  const table = useTable({ features, columns: definitions, data: held.rows, getRowId: rowId })
  const rows = table.getRowModel().rows
  const rowWith = (id: string | undefined) => held.rows.find((row) => rowId(row) === id)
  const toggle = (row: Row | undefined) => row && selection.toggle(row)

  useRowKeys(body, {
    ...(bulk && {
      toggle: (id: string) => toggle(rowWith(id)),
      chooseAll: selection.chooseMore,
      clear: selection.clear,
    }),
    look: look && setLookingAt,
    showNew: held.release,
  })

  function closeLook() {
    setLookingAt(undefined)
    // The drawer has no button that opened it and would leave the focus nowhere.
    requestAnimationFrame(() => focusOn(body.current, lookingAt))
  }

  const clear = () => change(NO_FILTERS)
  if (page && page.total === 0 && !isNarrowed(search) && !query.isPlaceholderData) {
    return (
      <div className="rounded-card border bg-surface">
        <StaleLine query={query} />
        {empty}
      </div>
    )
  }
  const pageIsChosen = rows.length > 0 && rows.every(({ id }) => selection.has(id))
  const looked = rowWith(lookingAt)
  const isSized = arrangement?.widths !== undefined
  const scrolls = isSized || shown.length > MANY_COLUMNS
  return (
    <div className="min-w-0">
      <DataToolbar
        {...{ list, filters, name, columns, searchLabel, words, actions }}
        widen={arrangement?.widen}
      />
      {held.waiting > 0 && <NewRows text={words('waiting', { count: held.waiting })} onShow={held.release} />}
      <div
        className={cn(
          'rounded-card border bg-surface max-lg:overflow-x-auto',
          scrolls ? 'overflow-x-auto' : 'lg:overflow-clip',
        )}
      >
        <StaleLine query={query} />
        {list.failure ? (
          <LoadFailed
            title={words('failed', { count: 0 })}
            error={list.failure}
            onRetry={() => query.refetch()}
          />
        ) : (
          <table
            ref={arrangement?.table}
            style={arrangement?.style}
            aria-label={words('table', { count: 0 })}
            aria-busy={query.isPlaceholderData || query.isPending}
            className={cn(
              'w-full border-collapse text-start text-cell tabular-nums transition-opacity max-sm:block',
              query.isPlaceholderData && 'opacity-80',
              isSized && SIZED,
            )}
          >
            <DataHeader
              {...{ name, columns: shown, search, path, change, scrolls }}
              arrangement={arrangement}
              choice={
                bulk && (
                  <Choice
                    label={t('selection.page')}
                    checked={pageIsChosen}
                    mixed={rows.some(({ id }) => selection.has(id))}
                    onChange={selection.togglePage}
                  />
                )
              }
            />
            <tbody ref={body} className="max-sm:block">
              {page ? (
                <DataRows
                  {...{ rows, name, columns: shown, density: search.density || density, rowHref, scope }}
                  choice={
                    bulk && {
                      label: (of) => t('selection.row', { name: of }),
                      has: selection.has,
                      toggle: selection.toggle,
                    }
                  }
                />
              ) : (
                <SkeletonRows columns={shown.length + 1} rows={5} />
              )}
            </tbody>
          </table>
        )}
        {page && page.rows.length === 0 && (
          <EmptyState
            title={page.total > 0 ? t('pastTheEnd') : words('none', { count: 0 })}
            action={
              page.total > 0 ? (
                <Button onClick={() => change({ page: 1 })}>{t('firstPage')}</Button>
              ) : (
                <>
                  <Button onClick={clear}>{t('filter.clearAll')}</Button>
                  {notFound}
                </>
              )
            }
          />
        )}
      </div>
      {bulk && selection.count > 0 && (
        <BulkBar selection={selection} total={page?.more ? 0 : (page?.total ?? 0)} pageIsWhole={pageIsChosen}>
          {bulk(selection)}
        </BulkBar>
      )}
      {page && page.total > PAGE_SIZES[0] && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 print:hidden">
          <PageSize size={search.size} onSize={(size) => change({ size })} />
          <div className="flex-1">
            <Pagination
              page={search.page}
              pageSize={page.pageSize}
              total={page.total}
              more={page.more}
              href={(to) => searchHref(path, search, { page: to })}
              onPage={(to) => change({ page: to })}
            />
          </div>
        </div>
      )}
      {look && looked && (
        <QuickLook title={name.text(looked)} onClose={closeLook}>
          {look(looked)}
        </QuickLook>
      )}
    </div>
  )
}
