import Papa from 'papaparse'
import { CHUNK_ROWS, type ImportField, MOST_ROWS } from '@/lib/directory/local/import/choices'
import type { ImportRow, RowOutcome } from '@/lib/directory/local/import/input'
import type { Text } from '@/lib/messages/text'
import { decode, type Encoding } from './decode'

export type Separator = 'comma' | 'semicolon' | 'tab' | 'pipe'

/** A file that was read. `lines` are the numbers that its rows have in it, where the header is 1. */
export type Sheet = {
  name: string
  encoding: Encoding
  separator: Separator
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  lines: readonly number[]
}

/** What each column becomes; null for one that is left out. */
export type Mapping = readonly (ImportField | null)[]

const MEGABYTE = 1_048_576
const LARGEST_MEGABYTES = 64
const SEPARATORS: Readonly<Record<string, Separator>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
}
/** The line in which Excel says what separates the others. */
const DECLARED = /^sep=(.)\r?\n/i
const LONGEST_CELL = 2_000
/** What one call to the server carries at most, far below what it takes. */
const PART_CHARACTERS = 250_000

/** Reads a file, or says why it cannot. */
export async function readFile(file: File): Promise<Sheet | Text> {
  if (file.size > LARGEST_MEGABYTES * MEGABYTE) {
    return { key: 'import.faults.tooLarge', values: { megabytes: LARGEST_MEGABYTES } }
  }
  try {
    const decoded = decode(new Uint8Array(await file.arrayBuffer()))
    if (!decoded) return { key: 'import.faults.notText' }
    return readText(decoded.text, { name: file.name, encoding: decoded.encoding })
  } catch (error) {
    return { key: 'import.faults.unreadable', values: { reason: String((error as Error).message) } }
  }
}

/** Reads rows with a header line; what separates the cells is found out. */
export function readText(
  text: string,
  { name, encoding }: { name: string; encoding: Encoding },
): Sheet | Text {
  const declared = DECLARED.exec(text)
  const body = declared ? text.slice(declared[0].length) : text
  const delimiter = declared?.[1] ?? separatorOf(body)
  const { data } = Papa.parse<string[]>(body, { delimiter })
  const numbered = data
    .map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [header, ...rows] = numbered
  if (!header || rows.length === 0) return { key: 'import.faults.empty' }
  if (rows.length > MOST_ROWS) {
    return { key: 'import.faults.tooMany', values: { rows: rows.length, most: MOST_ROWS } }
  }
  return {
    name,
    encoding,
    separator: SEPARATORS[delimiter] ?? 'comma',
    columns: header.cells,
    rows: rows.map(({ cells }) => cells),
    lines: rows.map(({ line }) => line),
  }
}

/** The one that separates most cells of the header, where names hold nothing but letters. */
function separatorOf(text: string): string {
  const [header = ''] = text
    .trimStart()
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r|\n/, 1)
  const counts = Object.keys(SEPARATORS).map((mark) => ({ mark, count: header.split(mark).length }))
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark
}

/** True when no column is the user name and the e-mail address has to be. */
export function takesEmail(mapping: Mapping): boolean {
  return !mapping.includes('userName') && mapping.includes('email')
}

/**
 * The rows as they are sent, and those that are not: where a user name stands twice in a file, the first row is the
 * one that counts.
 */
export function toRows(sheet: Sheet, mapping: Mapping): { rows: ImportRow[]; refused: RowOutcome[] } {
  const first = new Map<string, number>()
  const refused: RowOutcome[] = []
  const rows = sheet.rows.flatMap((cells, index): ImportRow[] => {
    const row: ImportRow = { line: sheet.lines[index] ?? 0, values: valuesOf(cells, mapping) }
    const { userName = '' } = row.values
    const key = userName.toLowerCase()
    const twin = first.get(key)
    if (key !== '' && twin !== undefined) {
      const reasons: Text[] = [{ key: 'import.reasons.twice', values: { line: twin } }]
      refused.push({ line: row.line, name: userName, outcome: 'refused', reasons })
      return []
    }
    first.set(key, row.line)
    return [row]
  })
  return { rows, refused }
}

function valuesOf(cells: readonly string[], mapping: Mapping): ImportRow['values'] {
  const values: ImportRow['values'] = {}
  for (const [column, field] of mapping.entries()) {
    const value = cells[column]
    if (field && value) values[field] = value.slice(0, LONGEST_CELL)
  }
  if (takesEmail(mapping) && values.email) values.userName = values.email
  return values
}

/** The part that begins with row `start`: as many as one call may carry, at least one. */
export function partOf(rows: readonly ImportRow[], start: number): ImportRow[] {
  const part: ImportRow[] = []
  let characters = 0
  for (const row of rows.slice(start, start + CHUNK_ROWS)) {
    characters += JSON.stringify(row).length
    if (part.length > 0 && characters > PART_CHARACTERS) break
    part.push(row)
  }
  return part
}

/** A CSV file for the person's own disk. */
export function csvFile(text: string): Blob {
  return new Blob([text], { type: 'text/csv;charset=utf-8' })
}

/** The rows that were refused, as a file to mend and upload again; no cell of it runs as a formula. */
export function errorFile(sheet: Sheet, refused: ReadonlyMap<number, string>, reason: string): string {
  const rows = sheet.rows.flatMap((cells, index) => {
    const why = refused.get(sheet.lines[index] ?? 0)
    if (why === undefined) return []
    return [[...sheet.columns.map((_, column) => cells[column] ?? ''), why]]
  })
  const delimiter = Object.entries(SEPARATORS).find(([, name]) => name === sheet.separator)?.[0] ?? ','
  const text = Papa.unparse([[...sheet.columns, reason], ...rows], { delimiter, escapeFormulae: true })
  return `\ufeff${text}\r\n`
}
