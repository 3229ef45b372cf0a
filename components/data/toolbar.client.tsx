'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { List } from '../live/read.client'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { FilterMenu } from '../ui/filter-menu.client'
import { SearchField } from '../ui/search-field.client'
import type { Column, NameColumn } from './columns'
import { ColumnsMenu, DensityMenu } from './columns-menu.client'
import { type FilterName, isNarrowed, NO_FILTERS } from './search'
import type { ListWords } from './words'

/** One filter of a list: what can be chosen, or a control of its own where that is too much for a menu. */
export type ListFilter = { name: FilterName; label: string } & (
  | { options: readonly { value: string; label: string }[] }
  | { control: (filter: { label: string; value: string; onChange: (value: string) => void }) => ReactNode }
)

/** Search, views and the look of the rows; under them filters and how many rows there are. */
export function DataToolbar<Row>({
  list: { query, search, change },
  filters,
  name,
  columns,
  searchLabel,
  words,
  actions,
  widen,
}: {
  list: List<Row>
  filters: readonly ListFilter[]
  name: NameColumn<Row>
  columns: readonly Column<Row>[]
  searchLabel: string | undefined
  words: ListWords
  actions: ReactNode
  /** Makes a column wider, where columns can be arranged. */
  widen: ((id: string, by: number) => void) | undefined
}) {
  const t = useTranslations('table')
  const total = query.data?.total
  const counted = total === undefined ? '' : words('count', { count: total })
  const count = query.data?.more ? t('moreThan', { count: counted }) : counted
  const line = (
    <>
      <span
        aria-hidden
        className={cn(
          'shrink-0 text-cell text-fg-3 tabular-nums',
          (filters.length > 0 || !(widen || actions)) && 'ms-auto',
        )}
      >
        {count}
      </span>
      <Announce text={count} />
    </>
  )
  return (
    <div className="flex flex-col gap-2 pb-3 print:hidden">
      <div className="flex flex-wrap items-center gap-2">
        {searchLabel && (
          <SearchField label={searchLabel} value={search.q} onSearch={(q) => change({ q }, 'replace')} />
        )}
        {(widen || actions) && (
          <div className="flex flex-wrap items-center gap-2 sm:ms-auto">
            {actions}
            {widen && (
              <div className="contents max-sm:hidden">
                <ColumnsMenu
                  {...{ columns, change }}
                  chosen={search.cols}
                  sizes={{ first: name.header, widths: search.widths, widen }}
                />
                <DensityMenu {...{ change }} density={search.density} />
              </div>
            )}
          </div>
        )}
        {filters.length === 0 && line}
      </div>
      {filters.length > 0 && (
        <div className="flex items-center gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:flex-wrap">
          {filters.map((filter) => {
            const control = {
              label: filter.label,
              value: search[filter.name],
              onChange: (value: string) => change({ [filter.name]: value }),
            }
            return (
              <span key={filter.name} className="inline-flex shrink-0">
                {'options' in filter ? (
                  <FilterMenu {...control} anyLabel={t('filter.any')} options={filter.options} />
                ) : (
                  filter.control(control)
                )}
              </span>
            )
          })}
          {isNarrowed(search) && (
            <Button variant="ghost" onClick={() => change(NO_FILTERS)}>
              {t('filter.clear')}
            </Button>
          )}
          {line}
        </div>
      )}
    </div>
  )
}

/** Says a text once it has kept still for a second, so that a wave of changes is one announcement. */
function Announce({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(setSaid, 1000, text)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  )
}
