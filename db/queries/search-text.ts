import { type SQL, sql } from '../client'

/** What somebody typed, folded; `plain` also without accents, as label keys are written. */
export type SearchText = { folded: string; plain: string }

/** Characters that LIKE reads as a pattern, and the one that takes that from them. */
const PATTERN = /[\\%_]/g

/** The pattern of everything that contains `text`, taken literally. */
export function containing(text: string): string {
  return `%${text.replace(PATTERN, '\\$&')}%`
}

/** True for a column of labels without case and accents that contains the text. */
export function labelContains(column: SQL, text: SearchText): SQL {
  return sql`${column} like ${containing(text.plain)}`
}

/**
 * True for a column of folded text that contains the text, accents aside. Accents are taken from the few
 * values that have any at all: what is longer in bytes than in characters is not plain ASCII.
 */
export function keyContains(column: SQL, text: SearchText): SQL {
  return sql`(${column} like ${containing(text.folded)} or (octet_length(${column}) > length(${column})
    and regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g') like ${containing(text.plain)}))`
}
