import type { Sheet } from '../../../import/sheet'

/** How identity providers head the column that says who somebody is, the surest first. */
const HEADERS = [
  /^(user ?-?_?name|login|user ?principal ?name)$/i,
  /^(primary )?e-?mail( address)?$/i,
  /^user$/i,
  /mail|login/i,
]

/** The userNames or e-mail addresses of a list: from the column headed so, else from the one that holds addresses. */
export function namesOf({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): string[] {
  const headed = HEADERS.map((header) => columns.findIndex((column) => header.test(column.trim())))
  const byHeader = headed.find((position) => position >= 0)
  const byContent = columns.findIndex((_, position) => rows.some((row) => row[position]?.includes('@')))
  const position = byHeader ?? Math.max(0, byContent)
  // A list without a header line has somebody in its first line.
  const first = columns[position]
  const cells = rows.map((row) => row[position] ?? '')
  const all = byHeader === undefined && first?.includes('@') ? [first, ...cells] : cells
  return [...new Set(all.map((cell) => cell.trim()).filter((cell) => cell !== ''))]
}
