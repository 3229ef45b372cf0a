import { type SQL, sql } from '../client'

/**
 * What somebody typed, folded; `plain` also without accents, as label keys are written. With `whole` it finds parts of
 * names alone: of an address that is read masked, a part of it must not be found out by searching.
 */
export type SearchText = { folded: string; plain: string; whole?: boolean }

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
  if (text.whole) return sql`(${isNamed(column, text.folded)} or ${isNamed(column, text.plain)})`
  return sql`(${column} like ${containing(text.folded)} or (octet_length(${column}) > length(${column})
    and regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g') like ${containing(text.plain)}))`
}

/** What is looked for among people, by any of several patterns, and how many of them at most. */
export type TextSearch = {
  patterns: readonly string[]
  most: number
  /** Of what the patterns find, only who is named so, or has it whole. */
  named?: string
}

/** People are found by a part of their name, userName, externalId or addresses; by one or two letters, by words' starts. */
export function textSearch({ plain, whole }: SearchText): TextSearch {
  const most = INDEXED.test(plain) ? MOST_FOUND : MOST_FOUND_SHORT
  const named = whole ? { named: plain } : {}
  if (!SHORT.test(plain)) return { patterns: [containing(plain)], most, ...named }
  return { patterns: [`${plain}%`, `% ${plain}%`, `%\n${plain}%`], most, ...named }
}

/** True where the first line, a name that is no address, contains the text, or a line is the text. */
function isNamed(column: SQL, text: string): SQL {
  const name = sql`split_part(${column}, E'\n', 1)`
  return sql`((strpos(${name}, '@') = 0 and strpos(${name}, ${text}) > 0)
    or strpos(E'\n' || ${column} || E'\n', E'\n' || ${text} || E'\n') > 0)`
}

/** Rows `user_id`, `text_key` of the people in whom a pattern is found, one more than `most` where there are more. */
export function foundTexts({ patterns, most }: TextSearch): SQL {
  return sql`find_user_texts(${sql.param(patterns)}::text[], ${most + 1})`
}

/** What has to be true besides of a text in which a pattern was found. */
export function nameFits(column: SQL, { named }: TextSearch): SQL {
  return named === undefined ? sql`true` : isNamed(column, named)
}

/** Both as a condition on the texts of one person, alias `t`. */
export function textFits(search: TextSearch): SQL {
  const likes = search.patterns.map((pattern) => sql`t.text_key like ${pattern}`)
  return sql`((${sql.join(likes, sql` or `)}) and ${nameFits(sql`t.text_key`, search)})`
}
