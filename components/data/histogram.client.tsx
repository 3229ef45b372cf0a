'use client'

import { type KeyboardEvent, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'
import { HistogramChart } from './histogram-chart.client'
import type { HistogramData, Selection, Series } from './histogram-data'

/**
 * A histogram over time. Dragging over bars, or Shift with the arrows, chooses a time to zoom to; Escape goes back. The
 * same numbers stand in a table behind it.
 */
export function Histogram({
  label,
  chart,
  series,
  isZoomed,
  onZoom,
  onReset,
}: {
  label: string
  chart: HistogramData | undefined
  series: readonly Series[]
  isZoomed: boolean
  onZoom: (from: number, to: number) => void
  onReset: () => void
}) {
  const t = useTranslations('chart')
  const format = useFormatter()
  const [chosen, setChosen] = useState<Selection>()
  const bars = chart?.bars ?? []

  function zoom({ start, end }: Selection) {
    const [first, last] = [bars[Math.min(start, end)], bars[Math.max(start, end)]]
    setChosen(undefined)
    if (!chart || !first || !last) return
    onZoom(Date.parse(first.at), Date.parse(last.at) + chart.seconds * 1_000)
  }

  function onKey(event: KeyboardEvent) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (way !== undefined && bars.length > 0) {
      const end = Math.min(
        Math.max((chosen?.end ?? (way === 1 ? -1 : bars.length)) + way, 0),
        bars.length - 1,
      )
      setChosen({ start: event.shiftKey && chosen ? chosen.start : end, end })
    } else if (event.key === 'Enter' && chosen) zoom(chosen)
    else if (event.key === 'Escape' && chosen) setChosen(undefined)
    else if (event.key === 'Escape' && isZoomed) onReset()
    else return
    event.preventDefault()
  }

  const bar = chosen && bars[chosen.end]
  const when = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
  const numbers = (of: (typeof bars)[number]) =>
    series.map(({ id, label: name }) => `${name} ${format.number(Number(of[id]))}`).join(', ')
  return (
    <section aria-label={label} className="flex flex-col gap-1">
      {/* biome-ignore lint/a11y/useSemanticElements: a slider of one value does not choose a stretch of bars */}
      <div
        role="group"
        aria-roledescription={t('kind')}
        aria-label={t('keys', { label })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the bars are gone through with arrow keys
        tabIndex={0}
        onKeyDown={onKey}
        onBlur={() => setChosen(undefined)}
        className="h-24 rounded-control border bg-surface px-2 pt-2"
      >
        {chart && <HistogramChart {...{ chart, series, chosen }} onChoose={setChosen} onZoom={zoom} />}
      </div>
      <p role="status" className="sr-only">
        {bar && `${when(bar.at)}: ${numbers(bar)}`}
      </p>
      <div className="flex flex-wrap items-start justify-between gap-x-4">
        <Disclosure summary={<span className="text-meta">{t('table')}</span>}>
          <div className="max-h-64 overflow-auto rounded-card border">
            <table className="w-full text-start text-meta tabular-nums">
              <thead className="sticky top-0 bg-subtle">
                <tr>
                  <th scope="col" className="px-3 py-1 font-medium">
                    {t('from')}
                  </th>
                  {series.map(({ id, label: name }) => (
                    <th key={id} scope="col" className="px-3 py-1 text-end font-medium">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {bars
                  .filter((each) => series.some(({ id }) => Number(each[id]) > 0))
                  .map((each) => (
                    <tr key={each.at} className="border-t">
                      <th scope="row" className="px-3 py-1 font-normal">
                        {when(each.at)}
                      </th>
                      {series.map(({ id }) => (
                        <td key={id} className="px-3 py-1 text-end">
                          {format.number(Number(each[id]))}
                        </td>
                      ))}
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </Disclosure>
        {isZoomed && (
          <Button size="sm" variant="ghost" onClick={onReset}>
            {t('reset')}
          </Button>
        )}
      </div>
    </section>
  )
}
