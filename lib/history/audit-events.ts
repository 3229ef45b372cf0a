import { asPerson, type Database, inTenant } from '@/db/client'
import { selectCompaniesOf } from '@/db/queries/tenancy'
import type { Visitor } from '@/lib/auth/attempts'
import type { JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { appendAudit } from './audit'

/** Whom it is about: an account of the console. */
type Account = { id: string; name: string; email: string }

export type AccountEvent =
  | 'sign-in.succeeded'
  | 'sign-in.failed'
  | 'sign-in.ended'
  | 'sign-in.proof.succeeded'
  | 'sign-in.proof.failed'

/** Tells every company of an account what happened to its sign-in. It changes nothing that has a history. */
export async function noteAccountEvent(
  db: Database,
  account: Account,
  action: AccountEvent,
  visitor: Visitor,
): Promise<void> {
  const companies = await asPerson(db, account.id, (tx) => selectCompaniesOf(tx, account.id))
  for (const { id } of companies) await note(db, id, account, { action, label: account.email }, visitor)
}

/** Tells the company that somebody asked for what their role does not allow. */
export async function noteRefusal({ db, tenantId, actor }: Ctx, permission: string): Promise<void> {
  if (actor.kind !== 'person') return
  const account = { id: actor.personId, name: actor.name, email: actor.email }
  const event = { action: 'authorization.refused', label: actor.email, after: { permission } }
  await note(db, tenantId, account, event, actor)
}

/** Tells the company that a member was turned away, because of where they came from. */
export async function noteElsewhere(
  db: Database,
  tenantId: string,
  account: Account,
  visitor: Visitor,
): Promise<void> {
  const after = { address: visitor.address ?? null }
  await note(
    db,
    tenantId,
    account,
    { action: 'authorization.address.refused', label: account.email, after },
    visitor,
  )
}

async function note(
  db: Database,
  tenantId: string,
  account: Account,
  { action, label, after = null }: { action: string; label: string; after?: JsonObject | null },
  { address, userAgent, requestId }: Visitor,
): Promise<void> {
  const event = {
    at: new Date(),
    actorKind: 'person' as const,
    actorId: account.id,
    actorName: account.name,
    action,
    label,
    before: null,
    after,
  }
  const visitor = {
    ...(address && { address }),
    ...(userAgent && { userAgent }),
    ...(requestId && { requestId }),
  }
  await inTenant(db, tenantId, (tx) => appendAudit(tx, tenantId, visitor, [event]))
}
