import { and, asc, desc, eq, gt, gte, like, lt, or, sql } from 'drizzle-orm'
import type { JsonObject } from '@/lib/scim'
import type { Tx } from '../client'
import { type ActorKind, auditLog } from '../schema/events'

export type AuditRow = {
  position: number
  at: Date
  actorKind: ActorKind
  actorId: string | null
  actorName: string
  action: string
  target: string
  before: JsonObject | null
  after: JsonObject | null
  address: string | null
  userAgent: string | null
  requestId: string | null
  previousHash: Buffer | null
  hash: Buffer
}

/**
 * The end of the tenant's chain, held until the transaction ends: whoever appends next waits, so that two
 * rows never follow the same one.
 */
export async function lockAuditChain(
  tx: Tx,
  tenantId: string,
): Promise<{ position: number; hash: Buffer } | undefined> {
  await tx.select(sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 1))`)
  const [last] = await tx.orm
    .select({ position: auditLog.position, hash: auditLog.hash })
    .from(auditLog)
    .where(eq(auditLog.tenantId, tenantId))
    .orderBy(desc(auditLog.position))
    .limit(1)
  return last
}

export async function insertAudit(tx: Tx, tenantId: string, rows: readonly AuditRow[]): Promise<void> {
  await tx.orm.insert(auditLog).values(rows.map((row) => ({ tenantId, ...row })))
}

/** Which rows are wanted; what is undefined is not asked for. */
export type AuditFilter = {
  /** Part of what the actor or the target is called, folded. */
  q?: string | undefined
  /** Whole name of the actor. */
  actor?: string | undefined
  /** `integration` is every action that begins with it. */
  action?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

/** The audit log, newest first; `before` is the position that the page before ended at. */
export async function selectAudit(
  tx: Tx,
  tenantId: string,
  page: { before?: number | undefined; limit: number } & AuditFilter,
): Promise<AuditRow[]> {
  const { before, q, actor, action, from, to } = page
  const part = q === undefined ? undefined : `%${literal(q)}%`
  const rows = await tx.orm
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        before === undefined ? undefined : lt(auditLog.position, before),
        part === undefined
          ? undefined
          : or(sql`lower(${auditLog.target}) like ${part}`, sql`lower(${auditLog.actorName}) like ${part}`),
        actor === undefined ? undefined : eq(auditLog.actorName, actor),
        action === undefined ? undefined : like(auditLog.action, `${literal(action)}.%`),
        from === undefined ? undefined : gte(auditLog.at, from),
        to === undefined ? undefined : lt(auditLog.at, to),
      ),
    )
    .orderBy(desc(auditLog.position))
    .limit(page.limit)
  return rows.map(({ tenantId: _, ...row }) => row)
}

/** Rows in the order in which they were written, those after a position: how the chain is walked. */
export async function selectAuditAfter(
  tx: Tx,
  tenantId: string,
  page: { after: number; limit: number },
): Promise<AuditRow[]> {
  const rows = await tx.orm
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.tenantId, tenantId), gt(auditLog.position, page.after)))
    .orderBy(asc(auditLog.position))
    .limit(page.limit)
  return rows.map(({ tenantId: _, ...row }) => row)
}

/** The latest row that tells of an action. */
export async function selectLatest(tx: Tx, tenantId: string, action: string): Promise<AuditRow | undefined> {
  const [row] = await tx.orm
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.tenantId, tenantId), eq(auditLog.action, action)))
    .orderBy(desc(auditLog.position))
    .limit(1)
  return row
}

/** The row that tells of an action upon one thing, whose id it carries under `name`. */
export async function selectAuditOf(
  tx: Tx,
  tenantId: string,
  of: { action: string; name: string; id: string },
): Promise<AuditRow | undefined> {
  const [row] = await tx.orm
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        eq(auditLog.action, of.action),
        sql`${auditLog.after} ->> ${of.name} = ${of.id}`,
      ),
    )
    .limit(1)
  return row
}

/** Everybody who stands in the log, by name. */
export async function selectAuditActors(tx: Tx, tenantId: string, limit: number): Promise<string[]> {
  // Each step of the recursion jumps to the next name in the index, so that the log's length does not matter.
  const rows = await tx.select<{ name: string }>(sql`
    with recursive names(name) as (
      (select actor_name from audit_log where tenant_id = ${tenantId} order by actor_name limit 1)
      union all
      select (select a.actor_name from audit_log a where a.tenant_id = ${tenantId} and a.actor_name > n.name
              order by a.actor_name limit 1)
      from names n where n.name is not null)
    select name from names where name is not null limit ${limit}`)
  return rows.map(({ name }) => name)
}

/** Takes what is older from the start of the log, a year at least; answers the last row that went, if any did. */
export async function pruneAudit(
  tx: Tx,
  before: Date,
): Promise<{ position: number; hash: Buffer } | undefined> {
  const [row] = await tx.select<{ position: string | null; hash: Buffer | null }>(sql`
    select last_position as position, last_hash as hash from prune_audit_log(${before.toISOString()}::timestamptz)`)
  return row?.position && row.hash ? { position: Number(row.position), hash: row.hash } : undefined
}

/** `%`, `_` and `\\` as the characters that they are. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
