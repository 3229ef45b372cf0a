export type JsonLine = {
  number: number
  depth: number
  key: string | undefined
  /** What stands on the line after its key: a scalar, or the bracket that opens or closes. */
  text: string
  kind: 'string' | 'number' | 'boolean' | 'null' | 'bracket'
  comma: boolean
  /** The number of the line that closes what opens here; undefined when nothing opens. */
  end: number | undefined
  /** How many items or keys a fold hides; undefined when nothing opens. */
  holds: number | undefined
}

/** Writes a JSON value as numbered lines, two-space style, and notes which lines open what. */
export function jsonLines(value: unknown): JsonLine[] {
  const lines: JsonLine[] = []
  write(value, 0, undefined, false)
  return lines

  function push(line: Omit<JsonLine, 'number' | 'end' | 'holds'>): JsonLine {
    const full = { ...line, number: lines.length + 1, end: undefined, holds: undefined }
    lines.push(full)
    return full
  }

  function write(item: unknown, depth: number, key: string | undefined, comma: boolean): void {
    if (item === null || typeof item !== 'object') {
      push({ depth, key, text: JSON.stringify(item) ?? 'null', kind: scalarKind(item), comma })
      return
    }
    const list = Array.isArray(item)
    const [open, close] = list ? ['[', ']'] : ['{', '}']
    const entries: [string | undefined, unknown][] = list
      ? item.map((each) => [undefined, each])
      : Object.entries(item)
    if (entries.length === 0) {
      push({ depth, key, text: open + close, kind: 'bracket', comma })
      return
    }
    const first: JsonLine = push({ depth, key, text: open, kind: 'bracket', comma: false })
    for (const [index, [name, each]] of entries.entries())
      write(each, depth + 1, name, index < entries.length - 1)
    const last = push({ depth, key: undefined, text: close, kind: 'bracket', comma })
    first.end = last.number
    first.holds = entries.length
  }
}

function scalarKind(item: unknown): JsonLine['kind'] {
  if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') {
    return typeof item as 'string' | 'number' | 'boolean'
  }
  return 'null'
}

/** The lines that can be seen when the lines in `folded` are folded. */
export function visibleLines(lines: readonly JsonLine[], folded: ReadonlySet<number>): JsonLine[] {
  const seen: JsonLine[] = []
  let hiddenUntil = 0
  for (const line of lines) {
    if (line.number <= hiddenUntil) continue
    seen.push(line)
    if (line.end !== undefined && folded.has(line.number)) hiddenUntil = line.end
  }
  return seen
}
