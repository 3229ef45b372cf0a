/**
 * What a request may ask for. `operations` is as high as a body of `bodyBytes` allows in practice, because
 * Okta sends one remove operation per member.
 */
export const LIMITS = {
  bodyBytes: 1_048_576,
  jsonDepth: 100,
  pageSize: 100,
  maxPageSize: 1000,
  filterLength: 4000,
  filterDepth: 50,
  filterTerms: 200,
  operations: 10_000,
  /** Entries of one multi-valued attribute; members are not counted, they are rows. */
  entries: 500,
  /** Characters of an attribute that the store indexes, such as userName. */
  keyLength: 512,
} as const
