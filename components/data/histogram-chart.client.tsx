'use client'

import { useRef } from 'react'
import { Bar, BarChart, ReferenceArea, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormatter } from 'use-intl'
import type { HistogramData, Selection, Series } from './histogram.client'

/** What a series is drawn in: the colours of results. */
const COLOURS: Readonly<Record<string, string>> = {
  write: 'var(--ok-dot)',
  failed: 'var(--err-dot)',
  refused: 'var(--warn-dot)',
  read: 'var(--border-strong)',
}

type Pointed = { activeTooltipIndex?: number | string | null | undefined }

/** The bars themselves; loaded only where a histogram is looked at. */
export function HistogramChart({
  chart,
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
  const isDragging = useRef(false)
  const isLong = chart.seconds >= 10_800
  const tick = (at: string) =>
    format.dateTime(
      new Date(at),
      isLong ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' },
    )
  const indexOf = ({ activeTooltipIndex }: Pointed) =>
    activeTooltipIndex === null || activeTooltipIndex === undefined ? undefined : Number(activeTooltipIndex)
  const [first, last] = chosen ? [Math.min(chosen.start, chosen.end), Math.max(chosen.start, chosen.end)] : []
  const edges = first !== undefined && last !== undefined ? [chart.bars[first]?.at, chart.bars[last]?.at] : []
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...chart.bars]}
        margin={{ top: 2, right: 4, bottom: 0, left: 4 }}
        barCategoryGap={1}
        accessibilityLayer={false}
        onMouseDown={(event) => {
          const index = indexOf(event)
          isDragging.current = index !== undefined
          if (index !== undefined) onChoose({ start: index, end: index })
        }}
        onMouseMove={(event) => {
          const index = indexOf(event)
          if (isDragging.current && chosen && index !== undefined)
            onChoose({ start: chosen.start, end: index })
        }}
        onMouseUp={() => {
          if (isDragging.current && chosen && chosen.start !== chosen.end) onZoom(chosen)
          else onChoose(undefined)
          isDragging.current = false
        }}
      >
        <XAxis
          dataKey="at"
          tickFormatter={tick}
          tick={{ fontSize: 11, fill: 'var(--fg-3)' }}
          tickLine={false}
          axisLine={{ stroke: 'var(--border)' }}
          minTickGap={48}
          height={20}
        />
        <YAxis hide />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--hover)' }}
          content={({ active, payload, label }) =>
            active && payload && payload.length > 0 ? (
              <div className="rounded-control border bg-surface px-2.5 py-1.5 text-meta shadow-float">
                <p className="font-medium">
                  {format.dateTime(new Date(String(label)), { dateStyle: 'medium', timeStyle: 'short' })}
                </p>
                {payload.map(({ dataKey, value, color }) => (
                  <p key={String(dataKey)} className="flex items-center gap-1.5 tabular-nums">
                    <span className="size-2 rounded-tag" style={{ background: color }} />
                    {series.find(({ id }) => id === dataKey)?.label}
                    <span className="ms-auto ps-3">{format.number(Number(value))}</span>
                  </p>
                ))}
              </div>
            ) : null
          }
        />
        {series.map(({ id }) => (
          <Bar
            key={id}
            dataKey={id}
            stackId="all"
            fill={COLOURS[id] ?? 'var(--accent)'}
            isAnimationActive={false}
          />
        ))}
        {edges[0] && edges[1] && (
          <ReferenceArea
            x1={edges[0]}
            x2={edges[1]}
            fill="var(--accent)"
            fillOpacity={0.16}
            stroke="var(--accent)"
          />
        )}
      </BarChart>
    </ResponsiveContainer>
  )
}
