import { z } from 'zod'
import type { Text } from '@/lib/messages/text'
import { CHUNK_ROWS, IMPORT_FIELDS, type ImportField, MOST_ROWS, type Outcome } from './choices'

/** More than any value may have, so that a row is told what is too long in it instead of the whole call. */
const LONGEST_CELL = 2_000

/** One row of a file: where it stands in it, and its cells by what they hold. An empty cell says nothing. */
export type ImportRow = { line: number; values: Partial<Record<ImportField, string>> }

export const importRows = z
  .array(
    z.object({
      line: z.number().int().min(1),
      values: z.partialRecord(z.enum(IMPORT_FIELDS), z.string().max(LONGEST_CELL)),
    }),
  )
  .min(1)
  .max(CHUNK_ROWS)

/** The file that an import begins with. */
export const importStart = z.object({
  fileName: z
    .string()
    .transform((name) =>
      name
        .replaceAll(/\p{Cc}|\p{Cs}/gu, '')
        .trim()
        .slice(0, 120),
    )
    .pipe(z.string().min(1))
    .catch('people.csv'),
  rows: z.number().int().min(1).max(MOST_ROWS),
})
export type ImportStart = z.infer<typeof importStart>

/** A value that a row changes; null where there was none, or is none after. */
export type ChangedValue = { field: ImportField; before: string | null; after: string | null }

/** What became, or would become, of a row. */
export type RowOutcome = { line: number; name: string } & (
  | { outcome: 'created' | 'same' }
  | { outcome: 'changed'; changes: ChangedValue[] }
  | { outcome: 'refused'; reasons: Text[] }
)

export type Counts = Readonly<Record<Outcome, number>>
