import { type Database, inTenant, outsideTenants, type Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { endInvitation, lockInvitation, selectInvitationByHash } from '@/db/queries/invitations'
import { insertPerson, selectPersonByEmail } from '@/db/queries/people'
import { selectRole, upsertMembership } from '@/db/queries/tenancy'
import type { Visitor } from '@/lib/auth/attempts'
import { hashPassword } from '@/lib/auth/password'
import type { Person } from '@/lib/auth/sign-in'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import type { Ctx } from './context'
import { invitationChange, readInvitationSecret } from './invitations'
import { type Change, mutate } from './mutate'
import type { Role } from './permissions'

/** What the holder of a link may know before they answer it. */
export type InvitationOffer = {
  state: 'open' | 'expired' | 'ended'
  company: { id: string; name: string; slug: string }
  email: string
  role: Role
  invitedBy: string
  invitedByEmail: string | null
  expiresAt: Date
  /** There is an account with this address: it is signed in to, and not made. */
  hasAccount: boolean
}

/** Who accepts: the account that is signed in, or one that is made now with the invited address. */
export type Accepting = { person: Person } | { name: string; password: string }

type Found = InvitationOffer & { id: string }

/** The invitation of a link, or undefined where the link is none that was given out. Reading it changes nothing. */
export async function readInvitation(db: Database, secret: string): Promise<InvitationOffer | undefined> {
  return find(db, secret)
}

/**
 * Makes whoever holds the link a member, once. Of two who follow it at the same time, one succeeds.
 * @throws AppError `not-found` for a link that was used, revoked or never given out, `conflict` for one that has
 *   expired, `forbidden` when it is for another address, `conflict` on `account` when that address has an account
 */
export async function acceptInvitation(
  db: Database,
  secret: string,
  who: Accepting,
  visitor: Visitor,
): Promise<{ slug: string; personId: string }> {
  const found = requireOpen(await find(db, secret))
  const emailKey = fold(found.email)
  if ('person' in who && fold(who.person.email) !== emailKey) {
    throw new AppError('forbidden', { key: 'members.errors.otherAddress', values: { email: found.email } })
  }
  const passwordHash = 'person' in who ? undefined : await hashPassword(who.password)
  const person = 'person' in who ? who.person : { id: newId(), name: who.name, email: found.email }
  const ctx = inviteeContext(db, found, person, visitor)
  await mutate(ctx, 'members.write', async (tx) => {
    const row = await lockInvitation(tx, ctx.tenantId, found.id)
    if (!row) throw unknown()
    if (passwordHash) {
      await insertPerson(tx, { ...person, emailKey, passwordHash, sessionsValidFrom: new Date() })
    }
    await endInvitation(tx, ctx.tenantId, row.id, { endedAt: new Date(), endedAs: 'accepted' })
    const changes = [invitationChange('accepted', row), ...(await join(tx, ctx, person, row.role))]
    return { result: undefined, changes }
  }).catch((error) => {
    if (takenAttribute(error) !== 'email') throw error
    throw new AppError('conflict', { key: 'members.errors.hasAccount' }, { field: 'account' })
  })
  return { slug: found.company.slug, personId: person.id }
}

/** Ends the invitation without an account. @throws AppError as `acceptInvitation` does */
export async function declineInvitation(db: Database, secret: string, visitor: Visitor): Promise<void> {
  const found = requireOpen(await find(db, secret))
  const ctx = inviteeContext(db, found, { id: undefined, name: found.email, email: found.email }, visitor)
  await mutate(ctx, 'members.write', async (tx) => {
    const row = await lockInvitation(tx, ctx.tenantId, found.id)
    if (!row) throw unknown()
    await endInvitation(tx, ctx.tenantId, row.id, { endedAt: new Date(), endedAs: 'declined' })
    return { result: undefined, changes: [invitationChange('declined', row)] }
  })
}

async function find(db: Database, secret: string): Promise<Found | undefined> {
  const read = readInvitationSecret(secret)
  if (!read) return undefined
  const row = await inTenant(db, read.tenantId, (tx) => selectInvitationByHash(tx, read.tenantId, read.hash))
  if (!row) return undefined
  const account = await outsideTenants(db, (tx) => selectPersonByEmail(tx, row.emailKey))
  const expired = row.expiresAt.getTime() <= Date.now()
  return {
    id: row.id,
    state: row.endedAt ? 'ended' : expired ? 'expired' : 'open',
    company: { id: read.tenantId, name: row.tenantName, slug: row.tenantSlug },
    email: row.email,
    role: row.role,
    invitedBy: row.invitedBy,
    invitedByEmail: row.invitedByEmail,
    expiresAt: row.expiresAt,
    hasAccount: account !== undefined,
  }
}

function requireOpen(found: Found | undefined): Found {
  if (!found || found.state === 'ended') throw unknown()
  if (found.state === 'expired') {
    const values = { day: found.expiresAt, inviter: found.invitedByEmail ?? found.invitedBy }
    throw new AppError('conflict', { key: 'members.errors.expired', values })
  }
  return found
}

/** A member keeps the role they have: an invitation that lay about takes nothing away. */
async function join(tx: Tx, ctx: Ctx, person: Person, role: Role): Promise<Change[]> {
  if (await selectRole(tx, ctx.tenantId, person.id)) return []
  await upsertMembership(tx, ctx.tenantId, { personId: person.id, role })
  return [{ action: 'console-member.added', label: person.name, after: { email: person.email, role } }]
}

/** Who follows a link is in no company yet: what the invitation grants is what they may do, in `mutate` alone. */
function inviteeContext(
  db: Database,
  { company }: InvitationOffer,
  person: { id: string | undefined; name: string; email: string },
  visitor: Visitor,
): Ctx {
  const { id, name, email } = person
  return {
    db,
    tenantId: company.id,
    tenantSlug: company.slug,
    tenantName: company.name,
    actor: id ? { kind: 'person', personId: id, name, email, ...visitor } : { kind: 'system', name: email },
    permissions: new Set(['members.write']),
  }
}

function unknown(): AppError {
  return new AppError('not-found', { key: 'members.errors.linkEnded' })
}
