import type { ReactNode } from 'react'

/** The column that names a row: its text is the link, the whole row leads to the same place. It stands first. */
export type NameColumn<Row> = {
  header: string
  sort?: string
  text: (row: Row) => string
  detail?: (row: Row) => ReactNode
  leading?: (row: Row) => ReactNode
}

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The name to sort by in the address; without it the column cannot be sorted. */
  sort?: string
  align?: 'end'
  /** Takes what room the others leave, and cuts what is longer: its cell is a block that may be cut. */
  shrinks?: true
  /** The narrowest screen on which the column is drawn while nobody has chosen columns; cards (under 640 px) follow `card`. */
  from?: 'md' | 'lg' | 'xl'
  /** False leaves the column out of cards. */
  card?: boolean
  /** Drawn only when somebody chooses it. */
  optional?: boolean
}

export const fromClass = { md: 'max-md:sm:hidden', lg: 'max-lg:sm:hidden', xl: 'max-xl:sm:hidden' } as const

/**
 * The columns to draw: those whose ids were chosen, in that order, on every screen; else the usual ones. Ids that
 * name nothing are passed over.
 */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[]): Column<Row>[] {
  const usual = columns.filter(({ optional }) => !optional)
  if (chosen.length === 0) return usual
  const byId = new Map(columns.map((column) => [column.id, column]))
  const shown = [...new Set(chosen)].flatMap((id) => byId.get(id) ?? [])
  return shown.length === 0 ? usual : shown.map(({ from: _, ...column }) => column)
}

/** The ids after showing or hiding one column: a new one comes last. The last one left cannot be hidden. */
export function toggled(shown: readonly string[], id: string): string[] {
  if (!shown.includes(id)) return [...shown, id]
  return shown.length === 1 ? [...shown] : shown.filter((each) => each !== id)
}

/** The ids after one column changed places with its neighbour. */
export function moved(shown: readonly string[], id: string, way: 'left' | 'right'): string[] {
  const from = shown.indexOf(id)
  const to = from + (way === 'left' ? -1 : 1)
  const next = [...shown]
  const [neighbour, self] = [next[to], next[from]]
  if (neighbour === undefined || self === undefined) return next
  next[from] = neighbour
  next[to] = self
  return next
}

/** The ids after one column was put where another one stands. */
export function placed(shown: readonly string[], id: string, at: string): string[] {
  const to = shown.indexOf(at)
  if (to < 0 || !shown.includes(id)) return [...shown]
  return shown.filter((each) => each !== id).toSpliced(to, 0, id)
}
