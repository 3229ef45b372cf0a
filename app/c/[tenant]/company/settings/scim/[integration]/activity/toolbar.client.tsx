'use client'

import { Download, Radio } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Column } from '@/components/data/columns'
import { ColumnsMenu, DensityMenu } from '@/components/data/columns-menu.client'
import { useDownload } from '@/components/data/download.client'
import { Button, buttonClass } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { FilterMenu } from '@/components/ui/filter-menu.client'
import { Menu, MenuItem } from '@/components/ui/menu.client'
import { SearchField } from '@/components/ui/search-field.client'
import { METHODS, RANGES, RESULTS } from '@/lib/activity/choices'
import type { RequestLine } from '@/lib/activity/log'
import { type ActivityState, activityHref, isNarrowed, NO_FILTERS } from './search'

export type ChangeState = (change: Partial<ActivityState>, history?: 'push' | 'replace') => void

/** Search, filters and look of the log; all of it is in the address. */
export function LogToolbar({
  path,
  state,
  change,
  tokens,
  columns,
  reads,
  views,
}: {
  /** Where the export is answered. */
  path: string
  state: ActivityState
  change: ChangeState
  tokens: readonly { value: string; label: string }[]
  columns: readonly Column<RequestLine>[]
  /** How many successful reads there are in the time shown. */
  reads: number | undefined
  views: ReactNode
}) {
  const t = useTranslations('activity')
  const isLive = state.live !== 'off'
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={t('search')}
          placeholder={t('searchHint')}
          value={state.q}
          onSearch={(q) => change({ q }, 'replace')}
          className="sm:w-96"
        />
        <div className="flex flex-wrap items-center gap-2 sm:ms-auto">
          <button
            type="button"
            data-key="l"
            aria-pressed={isLive}
            aria-keyshortcuts="l"
            onClick={() => change({ live: isLive ? 'off' : '' }, 'replace')}
            className={cn(buttonClass(), 'px-2.5 text-cell')}
          >
            <Radio className={isLive ? 'text-ok-dot' : 'text-fg-3'} />
            {t('live')}
          </button>
          {views}
          <ExportLog path={path} state={state} />
          <div className="contents max-sm:hidden">
            <ColumnsMenu columns={columns} change={change} chosen={state.cols} />
            <DensityMenu change={change} density={state.density} />
          </div>
        </div>
      </div>
      <div className="flex items-center gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:flex-wrap">
        <Filter
          name="result"
          options={RESULTS.map((value) => ({ value, label: t(`values.${value}`) }))}
          {...{ state, change }}
        />
        <Filter
          name="type"
          options={(['User', 'Group'] as const).map((value) => ({ value, label: t(`values.${value}`) }))}
          {...{ state, change }}
        />
        <Filter
          name="method"
          options={METHODS.map((value) => ({ value, label: value }))}
          {...{ state, change }}
        />
        <FilterMenu
          label={t('filters.token')}
          anyLabel={t('any')}
          options={tokens}
          value={state.token}
          onChange={(token) => change({ token })}
        />
        <FilterMenu
          label={t('filters.range')}
          anyLabel={t('anyTime')}
          options={RANGES.map((value) => ({ value, label: t(`values.${value}`) }))}
          value={state.range}
          onChange={(range) => change({ range: range as ActivityState['range'], from: 0, to: 0 })}
        />
        {state.from > 0 && <ChosenTime state={state} onClear={() => change({ from: 0, to: 0 })} />}
        {isNarrowed(state) && (
          <Button variant="ghost" onClick={() => change(NO_FILTERS)}>
            {t('clear')}
          </Button>
        )}
        <Button
          variant="ghost"
          aria-pressed={state.reads === 'show'}
          onClick={() => change({ reads: state.reads === 'show' ? '' : 'show' })}
          className="ms-auto text-cell"
        >
          {state.reads === 'show' ? t('hideReads') : t('showReads', { count: reads ?? 0 })}
        </Button>
      </div>
    </div>
  )
}

function Filter({
  name,
  options,
  state,
  change,
}: {
  name: 'result' | 'type' | 'method'
  options: readonly { value: string; label: string }[]
  state: ActivityState
  change: ChangeState
}) {
  const t = useTranslations('activity')
  return (
    <FilterMenu
      label={t(`filters.${name}`)}
      anyLabel={t('any')}
      options={options}
      value={state[name]}
      onChange={(value) => change({ [name]: value })}
    />
  )
}

/** The time that was chosen in the chart. */
function ChosenTime({ state, onClear }: { state: ActivityState; onClear: () => void }) {
  const t = useTranslations('activity')
  const format = useFormatter()
  const text = format.dateTimeRange(state.from, state.to || Date.now(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <Button className="text-cell" aria-label={t('clearTime', { range: text })} onClick={onClear}>
      {text} ×
    </Button>
  )
}

function ExportLog({ path, state }: { path: string; state: ActivityState }) {
  const t = useTranslations('export')
  const download = useDownload()
  return (
    <Menu
      label={t('title')}
      trigger={
        <button type="button" data-key="e" className={cn(buttonClass(), 'px-2.5 text-cell')}>
          <Download className="text-fg-3" />
          {t('button')}
        </button>
      }
    >
      <MenuItem onSelect={() => download(activityHref(path, state, { format: 'csv' }))}>{t('csv')}</MenuItem>
      <MenuItem onSelect={() => download(activityHref(path, state, { format: 'json' }))}>
        {t('json')}
      </MenuItem>
    </Menu>
  )
}
