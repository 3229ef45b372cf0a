import { createHash } from 'node:crypto'
import type { ReviewItemRow, ReviewRow } from '@/db/queries/access-reviews'
import { canonical } from '@/lib/history/audit'

/** The fingerprint of everything that a completed review says, in hexadecimal. */
export function recordHash(
  tenantId: string,
  { sha256: _, ...review }: ReviewRow,
  items: readonly ReviewItemRow[],
): string {
  const members = [...items].sort((a, b) => (a.personId < b.personId ? -1 : 1))
  return createHash('sha256').update(canonical({ tenantId, review, members })).digest('hex')
}
