import { stringify } from 'csv-stringify/sync'
import type { ExportFormat } from './input'

export type Cell = string | number | boolean | null

/** One column of a file: `key` is the header in CSV and the property in JSON, the same in every language. */
export type ExportColumn<Row> = { key: string; value: (row: Row) => Cell }

const encoder = new TextEncoder()

/** The media type of a format (RFC 7111, RFC 8259). */
export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
}

/**
 * Rows as a file that is written while they are read, a batch at a time, so that its length costs no memory. A CSV
 * begins with a byte order mark, for Excel; a cell that a spreadsheet would take for a formula gets a ' in front.
 */
export async function* exportParts<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly ExportColumn<Row>[],
  format: ExportFormat,
): AsyncGenerator<Uint8Array, void, void> {
  const parts = (format === 'csv' ? csvParts : jsonParts)(batches, columns)
  for await (const part of parts) yield encoder.encode(part)
}

/** What is made part by part, as far as somebody reads. */
export function streamOf(parts: AsyncGenerator<Uint8Array, void, void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return()
    },
  })
}

async function* csvParts<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly ExportColumn<Row>[],
): AsyncGenerator<string, void, void> {
  yield `\ufeff${line([columns.map(({ key }) => key)])}`
  for await (const batch of batches) {
    if (batch.length > 0) yield line(batch.map((row) => columns.map(({ value }) => value(row))))
  }
}

function line(records: readonly (readonly Cell[])[]): string {
  return stringify(records as Cell[][], {
    escape_formulas: true,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
  })
}

async function* jsonParts<Row>(
  batches: AsyncIterable<readonly Row[]>,
  columns: readonly ExportColumn<Row>[],
): AsyncGenerator<string, void, void> {
  yield '['
  let between = '\n'
  for await (const batch of batches) {
    let text = ''
    for (const row of batch) {
      text += between + JSON.stringify(Object.fromEntries(columns.map(({ key, value }) => [key, value(row)])))
      between = ',\n'
    }
    if (text !== '') yield text
  }
  yield '\n]\n'
}

/** Everything that `read` gives, page after page; `next` of one page is what the following one is asked with. */
export async function* batchesOf<Row, Cursor>(
  read: (after: Cursor | undefined) => Promise<{ rows: readonly Row[]; next: Cursor | undefined }>,
): AsyncGenerator<readonly Row[], void, void> {
  let after: Cursor | undefined
  do {
    const page = await read(after)
    yield page.rows
    after = page.next
  } while (after !== undefined)
}
