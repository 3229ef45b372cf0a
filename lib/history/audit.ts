import { createHash } from 'node:crypto'
import type { Tx } from '@/db/client'
import { type AuditRow, insertAudit, lockAuditChain } from '@/db/queries/audit'
import type { ChangeRow } from '@/db/queries/changes'
import type { Actor } from '@/lib/tenancy/context'

type Entry = Omit<AuditRow, 'hash' | 'previousHash'>

/** Appends what a person or the system did to the tenant's hash chain, in the transaction that did it. */
export async function appendAudit(
  tx: Tx,
  tenantId: string,
  actor: Actor,
  changes: readonly ChangeRow[],
): Promise<void> {
  const last = await lockAuditChain(tx, tenantId)
  let position = last?.position ?? 0
  let previousHash = last?.hash ?? null
  const rows = changes.map((change): AuditRow => {
    position += 1
    const entry: Entry = {
      position,
      at: change.at,
      actorKind: change.actorKind,
      actorId: change.actorId,
      actorName: change.actorName,
      action: change.action,
      target: change.label,
      before: change.before,
      after: change.after,
      address: (actor.kind === 'person' && actor.address) || null,
      userAgent: (actor.kind === 'person' && actor.userAgent) || null,
    }
    const row = { ...entry, previousHash, hash: hashEntry(entry, previousHash) }
    previousHash = row.hash
    return row
  })
  await insertAudit(tx, tenantId, rows)
}

/** The fingerprint of one entry: over everything it says and the fingerprint of the entry before it. */
function hashEntry(entry: Entry, previousHash: Buffer | null): Buffer {
  const { position, at, actorKind, actorId, actorName, action, target, before, after, address, userAgent } =
    entry
  return createHash('sha256')
    .update(previousHash ?? '')
    .update(
      canonical([
        position,
        at.toISOString(),
        actorKind,
        actorId,
        actorName,
        action,
        target,
        before,
        after,
        address,
        userAgent,
      ]),
    )
    .digest()
}

/** JSON with sorted keys: PostgreSQL's jsonb does not keep the order in which keys were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
