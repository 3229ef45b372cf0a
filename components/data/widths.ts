/** How wide somebody made columns, by their ids, in pixels. */
export type Widths = ReadonlyMap<string, number>

const LEAST = 80
const MOST = 800
/** One step of the buttons that need no dragging. */
export const WIDTH_STEP = 40
/** How wide a column is that came after the others were given their widths. */
const USUAL = 160

/** As an address says it: `email:240`. What is not understood is passed over. */
export function readWidths(written: readonly string[]): Widths {
  const widths = new Map<string, number>()
  for (const each of written) {
    const [, id, width] = /^([A-Za-z][^\s,]*):(\d{1,4})$/.exec(each) ?? []
    if (id && width) widths.set(id, clamped(Number(width)))
  }
  return widths
}

export function writeWidths(widths: Widths): string[] {
  return [...widths].map(([id, width]) => `${id}:${Math.round(width)}`)
}

/** The widths after one column became wider or narrower by so much. */
export function widened(widths: Widths, id: string, by: number): Widths {
  return new Map([...widths, [id, clamped((widths.get(id) ?? USUAL) + by)]])
}

/** The width of each of these columns, and of the table that they make. */
export function layOut(widths: Widths, ids: readonly string[]): { of: Widths; total: number } {
  const of = new Map(ids.map((id) => [id, widths.get(id) ?? USUAL]))
  return { of, total: [...of.values()].reduce((sum, width) => sum + width, 0) }
}

function clamped(width: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(width)))
}
