/** Bars of equal width over a time; each has a number for every series. Instants are ISO. */
export type HistogramData = {
  from: string
  to: string
  seconds: number
  bars: readonly ({ at: string } & Record<string, number | string>)[]
}
export type Series = { id: string; label: string }
/** Bars from the first to the last, in either order. */
export type Selection = { start: number; end: number }
