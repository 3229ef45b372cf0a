import { PERSON_FIELD_NAMES } from '../choices'

/** What a column of a file can hold. */
export const IMPORT_FIELDS = [...PERSON_FIELD_NAMES, 'email', 'workPhone', 'mobilePhone', 'active'] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** The most rows that a file may have, and that one call carries. */
export const MOST_ROWS = 100_000
export const CHUNK_ROWS = 500

export const OUTCOMES = ['created', 'changed', 'same', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]
