'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { cn } from '../ui/cn'

/** Which rows are chosen: some by name, on any pages, or with `all` everything that the filters find. */
export type Selection<Row> = {
  all: boolean
  rows: readonly Row[]
  count: number
  has: (id: string) => boolean
  toggle: (row: Row) => void
  togglePage: () => void
  selectAll: () => void
  /** Chooses the page, and when it is chosen, everything. */
  chooseMore: () => void
  clear: () => void
}

/** A choice holds for one search: `scope` names it, and another one begins with nothing chosen. */
export function useSelection<Row>(
  scope: string,
  page: readonly Row[],
  total: number,
  idOf: (row: Row) => string,
): Selection<Row> {
  const [state, setState] = useState({ scope, all: false, chosen: new Map<string, Row>() })
  return useMemo(() => {
    const { all, chosen } = state.scope === scope ? state : { all: false, chosen: new Map<string, Row>() }
    const set = (next: Iterable<readonly [string, Row]>, everything = false) =>
      setState({ scope, all: everything, chosen: new Map(next) })
    const here = page.map((row) => [idOf(row), row] as const)
    return {
      all,
      rows: [...chosen.values()],
      count: all ? total : chosen.size,
      has: (id) => all || chosen.has(id),
      toggle(row) {
        const id = idOf(row)
        if (all) set(here.filter(([each]) => each !== id))
        else if (chosen.has(id)) set([...chosen].filter(([each]) => each !== id))
        else set([...chosen, [id, row]])
      },
      togglePage() {
        const whole = all || here.every(([id]) => chosen.has(id))
        set(whole ? [...chosen].filter(([id]) => !here.some(([each]) => each === id)) : [...chosen, ...here])
      },
      selectAll: () => set(here, true),
      chooseMore() {
        const isWhole = here.length > 0 && here.every(([id]) => chosen.has(id))
        if (!all) set([...chosen, ...here], isWhole && total > chosen.size)
      },
      clear: () => set([]),
    }
  }, [state, scope, page, total, idOf])
}

/** A checkbox as wide as a finger; `label` says what it chooses. */
export function Choice({
  label,
  checked,
  mixed,
  onChange,
  className,
}: {
  label: string
  checked: boolean
  mixed?: boolean
  onChange: () => void
  className?: string
}) {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className={cn('inline-flex size-8 cursor-pointer items-center justify-center', className)}
    >
      <Checkbox
        id={id}
        aria-label={label}
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = Boolean(mixed) && !checked
        }}
        onChange={onChange}
        className="scroll-mt-24 scroll-mb-24"
      />
    </label>
  )
}

/** What can be done with the chosen rows; it floats over the end of the page and covers no row that has focus. */
export function BulkBar<Row>({
  selection,
  total,
  pageIsWhole,
  children,
}: {
  selection: Selection<Row>
  total: number
  /** Every row of the page is chosen, and there are more. */
  pageIsWhole: boolean
  children: ReactNode
}) {
  const t = useTranslations('table')
  return (
    <section
      aria-label={t('selection.label')}
      className="sticky bottom-4 z-20 mx-auto mt-3 flex w-fit max-w-full animate-fade-in items-center gap-2 rounded-card border bg-surface p-2 shadow-float"
    >
      <p role="status" className="shrink-0 px-2 text-cell tabular-nums">
        {t('selection.count', { count: selection.count })}
      </p>
      {/* On a phone what can be done is one line, gone through sideways. */}
      <div className="flex min-w-0 items-center gap-2 max-sm:-my-2 max-sm:overflow-x-auto max-sm:py-2 max-sm:*:shrink-0 sm:flex-wrap">
        {pageIsWhole && !selection.all && total > selection.count && (
          <Button size="sm" variant="ghost" onClick={selection.selectAll}>
            {t('selection.all', { count: total })}
          </Button>
        )}
        {children}
      </div>
      <Button size="sm" variant="ghost" className="shrink-0 max-sm:hidden" onClick={selection.clear}>
        {t('selection.clear')}
      </Button>
      <button
        type="button"
        aria-label={t('selection.clear')}
        onClick={selection.clear}
        className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), 'shrink-0 sm:hidden')}
      >
        <X />
      </button>
    </section>
  )
}
