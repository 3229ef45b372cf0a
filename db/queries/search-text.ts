import { type SQL, sql } from '../client'

/** What somebody typed, folded; `plain` also without accents, as label keys are written. */
export type SearchText = { folded: string; plain: string }

/** Characters that LIKE reads as a pattern, and the one that takes that from them. */
const PATTERN = /[\\%_]/g

/** One or two letters or digits: an index of trigrams finds only the words that begin with them. */
const SHORT = /^[\p{L}\p{N}]{1,2}$/u
/** What has a trigram at all: without one no index narrows the search, and the texts are read until enough are found. */
const INDEXED = /[\p{L}\p{N}]{3}/u

/**
 * Up to so many people are found and counted; where more fit, lists say “more than” and read in their order until a
 * page is full, which does not take long where so many fit.
 */
const MOST_FOUND = 50_000
const MOST_FOUND_SHORT = 2_000

/** The pattern of everything that contains `text`, taken literally. */
export function containing(text: string): string {
  return `%${text.replace(PATTERN, '\\$&')}%`
}

/**
 * True for a column of folded text that contains the text, accents aside. Accents are taken from the few
 * values that have any at all: what is longer in bytes than in characters is not plain ASCII.
 */
export function keyContains(column: SQL, text: SearchText): SQL {
  return sql`(${column} like ${containing(text.folded)} or (octet_length(${column}) > length(${column})
    and regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g') like ${containing(text.plain)}))`
}

/** What is looked for among people, by any of several patterns, and how many of them at most. */
export type TextSearch = { patterns: readonly string[]; most: number }

/** People are found by a part of their name, userName, externalId or addresses; by one or two letters, by words' starts. */
export function textSearch({ plain }: SearchText): TextSearch {
  const most = INDEXED.test(plain) ? MOST_FOUND : MOST_FOUND_SHORT
  if (!SHORT.test(plain)) return { patterns: [containing(plain)], most }
  return { patterns: [`${plain}%`, `% ${plain}%`, `%\n${plain}%`], most }
}

/** Rows `user_id`, `text_key` of the people who fit, one more than `most` where there are more. */
export function foundTexts({ patterns, most }: TextSearch): SQL {
  return sql`find_user_texts(${sql.param(patterns)}::text[], ${most + 1})`
}

/** The same as a condition on the texts of one person, alias `t`. */
export function textFits(patterns: readonly string[]): SQL {
  const likes = patterns.map((pattern) => sql`t.text_key like ${pattern}`)
  return sql`(${sql.join(likes, sql` or `)})`
}
