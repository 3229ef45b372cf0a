'use client'

import { useEffect, useState } from 'react'
import type { List } from '../live/read.client'
import { Button } from '../ui/button'
import { FilterMenu } from '../ui/filter-menu.client'
import { SearchField } from '../ui/search-field.client'

const choices = {
  status: [
    { value: 'active', label: 'Active' },
    { value: 'inactive', label: 'Inactive' },
  ],
  origin: [
    { value: 'idp', label: 'IDP' },
    { value: 'local', label: 'Local' },
  ],
} as const

const labels = { status: 'Status', origin: 'Origin' } as const

/** Search, filters and how many there are. */
export function DataToolbar<Row>({
  list: { query, search, change },
  filters,
  searchLabel,
  noun,
  narrowed,
  onClear,
}: {
  list: List<Row>
  filters: readonly ('status' | 'origin')[]
  searchLabel: string | undefined
  noun: readonly [one: string, many: string]
  narrowed: boolean
  onClear: () => void
}) {
  const total = query.data?.total
  const count =
    total === undefined
      ? ''
      : `${new Intl.NumberFormat('en').format(total)} ${total === 1 ? noun[0] : noun[1]}`
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      {searchLabel && (
        <SearchField label={searchLabel} value={search.q} onSearch={(q) => change({ q }, 'replace')} />
      )}
      {filters.map((filter) => (
        <FilterMenu
          key={filter}
          label={labels[filter]}
          options={choices[filter]}
          value={search[filter]}
          onChange={(value) => change({ [filter]: value })}
        />
      ))}
      {narrowed && (
        <Button variant="ghost" onClick={onClear}>
          Clear
        </Button>
      )}
      <span aria-hidden className="ml-auto text-cell text-fg-3 tabular-nums">
        {count}
      </span>
      <Announce text={count} />
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
