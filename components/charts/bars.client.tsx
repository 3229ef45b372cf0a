'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Series } from './lines.client'
import { axis, tooltip } from './look'

/** Stacked bars over days; the arrow keys walk from day to day. */
export default function Bars({
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
      <BarChart
        data={[...data]}
        accessibilityLayer
        title={label}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
      >
        <CartesianGrid stroke="var(--border)" vertical={false} />
        <XAxis dataKey="at" {...axis} minTickGap={16} interval="equidistantPreserveStart" />
        <YAxis {...axis} width={48} tickFormatter={format} allowDecimals={false} />
        <Tooltip
          {...tooltip}
          cursor={{ fill: 'var(--hover)' }}
          formatter={(value) => format(Number(value))}
        />
        {series.map(({ key, name, color }) => (
          <Bar key={key} dataKey={key} name={name} fill={color} stackId="all" isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
