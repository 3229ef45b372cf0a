'use client'

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { axis, tooltip } from './look'

export type Series = { key: string; name: string; color: string }

/** Lines over days; the arrow keys walk from point to point. */
export default function Lines({
  label,
  data,
  series,
  format,
}: {
  label: string
  data: readonly Record<string, string | number>[]
  series: readonly Series[]
  format: (value: number) => string
}) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[...data]}
        accessibilityLayer
        title={label}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
      >
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis dataKey="at" {...axis} minTickGap={32} />
        <YAxis {...axis} width={48} tickFormatter={format} domain={[floorOf, 'auto']} allowDecimals={false} />
        <Tooltip {...tooltip} formatter={(value) => format(Number(value))} />
        {series.map(({ key, name, color }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            stroke={color}
            strokeWidth={2}
            dot={data.length < 3}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}

/** The axis begins a little under the least value, and never under nothing. */
function floorOf(least: number): number {
  return Math.max(0, Math.floor(least * 0.95))
}
