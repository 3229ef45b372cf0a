/** Under what the reader’s files are kept; the third part is the topic that refreshes it. */
export const exportsKey = (tenant: string) => ['console', tenant, 'exports', 'exports'] as const
