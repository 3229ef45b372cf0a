/** The rows to show while somebody is busy with them, and how many new ones wait until they are not. */
export type Held<Row> = { rows: readonly Row[]; waiting: number }

/**
 * Brings a newer answer into rows that must not move: each is replaced in its place, those that are gone leave, and
 * new ones only wait. A row that a full page pushed over its end by new ones is not gone, and stays as it was.
 */
export function hold<Row>(
  shown: readonly Row[],
  newer: readonly Row[],
  idOf: (row: Row) => string,
  isFull: boolean,
): Held<Row> {
  const fresh = new Map(newer.map((row) => [idOf(row), row]))
  const known = new Set(shown.map(idOf))
  const waiting = newer.filter((row) => !known.has(idOf(row))).length
  const lastKept = shown.findLastIndex((row) => fresh.has(idOf(row)))
  let pushedOver = isFull ? waiting : 0
  const rows = shown.flatMap((row, position) => {
    const now = fresh.get(idOf(row))
    if (now) return now
    if (position < lastKept || pushedOver === 0) return []
    pushedOver -= 1
    return row
  })
  return { rows, waiting }
}
