/** What a request may ask for. */
export const LIMITS = {
  bodyBytes: 1_048_576,
  /** A group may be larger: it carries a hundred thousand members and more. */
  groupBytes: 16_777_216,
  /** A bulk request may be larger: it carries many bodies. */
  bulkBytes: 4_194_304,
  bulkOperations: 1000,
  /** How long a cursor leads on from its page (RFC 9865 §4). */
  cursorSeconds: 3600,
  jsonDepth: 100,
  pageSize: 100,
  maxPageSize: 1000,
  filterLength: 4000,
  filterDepth: 50,
  filterTerms: 200,
  /** As many as fit into a body: Okta sends one operation for each member that it removes. */
  operations: 10_000,
  /** Operations of one PATCH on anything but members. */
  attributeOperations: 1000,
  /** Entries of one multi-valued attribute; members are not counted, they are rows. */
  entries: 500,
  /** Characters of an attribute that the store indexes, such as userName. */
  keyLength: 512,
} as const
