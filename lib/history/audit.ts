import { createHash } from 'node:crypto'
import type { Tx } from '@/db/client'
import { type AuditRow, insertAudit, lockAuditChain } from '@/db/queries/audit'
import type { ChangeRow } from '@/db/queries/changes'
import type { Actor } from '@/lib/tenancy/context'

type Entry = Omit<AuditRow, 'hash' | 'previousHash'>

/** What the audit log tells of something that was done; `label` is what it was done to. */
export type AuditEvent = Pick<
  ChangeRow,
  'at' | 'actorKind' | 'actorId' | 'actorName' | 'action' | 'label' | 'before' | 'after'
>

/** Appends what a person or the system did to the tenant's hash chain, in the transaction that did it. */
export async function appendAudit(
  tx: Tx,
  tenantId: string,
  actor: Pick<Extract<Actor, { kind: 'person' }>, 'address' | 'userAgent' | 'requestId'>,
  changes: readonly AuditEvent[],
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
      address: actor.address ?? null,
      userAgent: actor.userAgent ?? null,
      requestId: actor.requestId ?? null,
    }
    const row = { ...entry, previousHash, hash: hashEntry(entry, previousHash) }
    previousHash = row.hash
    return row
  })
  await insertAudit(tx, tenantId, rows)
}

/** The fingerprint of one entry: over everything it says and the fingerprint of the entry before it. */
export function hashEntry(entry: Entry, previousHash: Buffer | null): Buffer {
  const { position, at, actorKind, actorId, actorName, action, target, before, after, address, userAgent } =
    entry
  // Rows from before there were request ids have none, and keep the fingerprint that they were given.
  const request = entry.requestId === null ? [] : [entry.requestId]
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
        ...request,
      ]),
    )
    .digest()
}

/** JSON with sorted keys, alike for alike values: PostgreSQL's jsonb does not keep the order in which keys were written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
