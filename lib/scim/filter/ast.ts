import type { AttributePath } from '../schema/schema'

export type Compare = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/**
 * A filter checked against a schema: every path in it exists, every operator fits the type of its attribute
 * (RFC 7644 §3.4.2.2). `matches` says what it means; the compiler to SQL is held to that.
 *
 * What a checked filter promises:
 * - `compare` has a value of the attribute's type: a boolean for boolean, a number for decimal and integer, a
 *   UTC instant `2011-05-13T04:42:34.000Z` for dateTime, text for all others. `null` comes with eq and ne only.
 *   An unknown attribute has text, or a number where one is written without quotes and compared by its size.
 * - A complex attribute is compared by its `value`, and the path says so: `emails co "x"` has sub `value`.
 *   Only `present`, and `eq null` and `ne null`, have a complex path without sub.
 * - `some` stands on multi-valued complex attributes and on unknown ones. Inside it, paths are relative to the entry:
 *   `name` is the sub-attribute, `sub` is undefined, `extension` and `multiValued` are false; `some` does not nest.
 * - `emails[type eq "work"].value eq "x"` is `some(emails, type eq "work" and value eq "x")`.
 */
export type Filter =
  | { kind: 'and' | 'or'; left: Filter; right: Filter }
  | { kind: 'not'; of: Filter }
  | { kind: 'present'; path: AttributePath }
  | { kind: 'compare'; path: AttributePath; op: Compare; value: string | number | boolean | null }
  | { kind: 'some'; path: AttributePath; where: Filter }

/** A value as it stands in the text; `text` is its spelling, so that `externalId eq 007` keeps its zeros. */
export type Literal = { value: string | number | boolean | null; text: string; at: number }

/** A filter as written: names are text, `at` is where they stand, counted from 1. */
export type Syntax =
  | { kind: 'and' | 'or'; left: Syntax; right: Syntax }
  | { kind: 'not'; of: Syntax }
  | { kind: 'present'; name: string; at: number }
  | { kind: 'compare'; name: string; at: number; op: Compare; literal: Literal }
  | { kind: 'some'; name: string; at: number; where: Syntax }
