'use client'

import { type PointerEvent, useRef, useState } from 'react'
import { useFormatter } from 'use-intl'
import type { HistogramData, Selection, Series } from './histogram-data'

/** What a series is drawn in: the colours of results. */
const COLOURS: Readonly<Record<string, string>> = {
  write: 'var(--ok-dot)',
  failed: 'var(--err-dot)',
  refused: 'var(--warn-dot)',
  read: 'var(--border-strong)',
}

/** The least that a bar with something in it is high, in hundredths: one failure among thousands is seen. */
const LEAST = 3
const TICKS = 6

/** The bars themselves, stacked by series; a drag over some of them chooses them. */
export function HistogramChart({
  chart: { bars, seconds },
  series,
  chosen,
  onChoose,
  onZoom,
}: {
  chart: HistogramData
  series: readonly Series[]
  chosen: Selection | undefined
  onChoose: (selection: Selection | undefined) => void
  onZoom: (selection: Selection) => void
}) {
  const format = useFormatter()
  const [pointed, setPointed] = useState<number>()
  const isDragging = useRef(false)
  const count = bars.length
  const numberOf = (bar: (typeof bars)[number], { id }: Series) => Number(bar[id] ?? 0)
  const most = Math.max(1, ...bars.map((bar) => series.reduce((sum, each) => sum + numberOf(bar, each), 0)))

  function indexOf({ clientX, currentTarget }: PointerEvent): number {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)))
  }

  function end() {
    if (isDragging.current) {
      if (chosen && chosen.start !== chosen.end) onZoom(chosen)
      else onChoose(undefined)
    }
    isDragging.current = false
  }

  const tick = (at: string) =>
    format.dateTime(
      new Date(at),
      seconds >= 10_800 ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' },
    )
  const every = Math.max(1, Math.ceil(count / TICKS))
  const bar = pointed === undefined ? undefined : bars[pointed]
  const first = chosen && Math.min(chosen.start, chosen.end)
  return (
    <div className="flex h-full flex-col">
      <div
        className="relative min-h-0 flex-1 touch-pan-y border-b"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          const index = indexOf(event)
          isDragging.current = true
          event.currentTarget.setPointerCapture(event.pointerId)
          onChoose({ start: index, end: index })
        }}
        onPointerMove={(event) => {
          const index = indexOf(event)
          setPointed(index)
          if (isDragging.current && chosen && chosen.end !== index)
            onChoose({ start: chosen.start, end: index })
        }}
        onPointerUp={end}
        onPointerCancel={() => {
          isDragging.current = false
          onChoose(undefined)
        }}
        onPointerLeave={() => setPointed(undefined)}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${count} 100`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {pointed !== undefined && <rect x={pointed} y={0} width={1} height={100} fill="var(--hover)" />}
          {bars.map((each, index) => {
            let top = 100
            return series.map((one) => {
              const value = numberOf(each, one)
              if (value === 0) return null
              const height = Math.max(LEAST, (value / most) * 100)
              top -= height
              return (
                <rect
                  key={`${each.at} ${one.id}`}
                  x={index + 0.08}
                  y={top}
                  width={0.84}
                  height={height}
                  fill={COLOURS[one.id] ?? 'var(--accent)'}
                />
              )
            })
          })}
          {chosen && first !== undefined && (
            <rect
              x={first}
              y={0}
              width={Math.abs(chosen.end - chosen.start) + 1}
              height={100}
              fill="var(--accent)"
              fillOpacity={0.16}
            />
          )}
        </svg>
        {bar && pointed !== undefined && (
          <div
            className="pointer-events-none absolute top-0 z-10 rounded-control border bg-surface px-2.5 py-1.5 text-meta shadow-float"
            style={besideIts((pointed + 0.5) / count)}
          >
            <p className="whitespace-nowrap font-medium">
              {format.dateTime(new Date(bar.at), { dateStyle: 'medium', timeStyle: 'short' })}
            </p>
            {series.map((each) => (
              <p key={each.id} className="flex items-center gap-1.5 tabular-nums">
                <span className="size-2 rounded-tag" style={{ background: COLOURS[each.id] }} />
                {each.label}
                <span className="ms-auto ps-3">{format.number(numberOf(bar, each))}</span>
              </p>
            ))}
          </div>
        )}
      </div>
      <div aria-hidden className="relative h-5 shrink-0 text-fg-3 text-meta tabular-nums">
        {bars.map((each, index) => {
          const isLast = count - index <= every
          return index % every === 0 ? (
            <span
              key={each.at}
              className={`absolute top-0.5 whitespace-nowrap ${isLast ? 'max-sm:hidden' : ''}`}
              style={{ left: `${(index / count) * 100}%` }}
            >
              {tick(each.at)}
            </span>
          ) : null
        })}
      </div>
    </div>
  )
}

/** Over its bar, and never beyond an edge of the chart. */
function besideIts(share: number): { left: string; transform: string } {
  return { left: `${share * 100}%`, transform: `translateX(-${share * 100}%)` }
}
