/**
 * Rows as one text, for statements that take many: between values, between rows, and for NULL stand control characters.
 * PostgreSQL takes such a text apart at a fifth of what the same rows cost as JSON, and nothing in it is escaped.
 */
const [NULL, ROW, VALUE] = ['\x1d', '\x1e', '\x1f']
const MARK = new RegExp(`[${NULL}${ROW}${VALUE}]`)
const MARKS = new RegExp(MARK, 'g')

/** In FROM: the rows of a parameter, each an array of text `v`. `offset 0`, or each value would split the row again. */
export const rowsOf = (parameter: string) =>
  `(select string_to_array(t, E'\\x1f', E'\\x1d') as v from string_to_table(${parameter}, E'\\x1e') t offset 0)`

/** Where a text has one of the three characters itself, U+FFFD stands in its place. */
export function rowsAsText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => row.map(plain).join(VALUE)).join(ROW)
}

function plain(value: string | number | null): string {
  if (value === null) return NULL
  if (typeof value === 'number') return String(value)
  return MARK.test(value) ? value.replace(MARKS, '\ufffd') : value
}
