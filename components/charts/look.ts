/** How every chart draws what is not data. */
export const axis = {
  stroke: 'var(--border)',
  tick: { fill: 'var(--fg-2)', fontSize: 12 },
  tickLine: false,
} as const

export const tooltip = {
  contentStyle: {
    background: 'var(--surface)',
    border: '1px solid var(--border)',
    borderRadius: 8,
    color: 'var(--fg)',
    fontSize: 13,
    padding: '6px 10px',
  },
  labelStyle: { color: 'var(--fg-2)' },
  itemStyle: { color: 'var(--fg)', padding: 0 },
  isAnimationActive: false,
} as const
