import { randomBytes } from 'node:crypto'
import { inTenant, type Tx } from '@/db/client'
import { selectMemberAddresses } from '@/db/queries/console-members'
import {
  endInvitation,
  type InvitationRow,
  lockInvitation,
  selectOpenInvitations,
  upsertInvitations,
} from '@/db/queries/invitations'
import { asItIs } from '@/db/shown'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { fingerprint } from '@/lib/base/secret'
import { fold } from '@/lib/scim'
import type { Ctx } from './context'
import type { InvitationsInput } from './input'
import { type Change, mutate } from './mutate'
import { permissionsOf, type Role, requireAllowed, requirePermission } from './permissions'

/** An invitation that waits. `expired` ones can be renewed. */
export type Invitation = Pick<
  InvitationRow,
  'id' | 'email' | 'role' | 'invitedBy' | 'createdAt' | 'expiresAt'
> & { expired: boolean }

/** What the inviter hands over: `secret` is the end of the link, in clear here and never again. */
export type IssuedInvitation = { email: string; role: Role; secret: string; expiresAt: Date }

/** For so many days a link lets its person in. */
export const INVITATION_DAYS = 7
const LIFE_MILLISECONDS = INVITATION_DAYS * 86_400_000
/** More than any company's console has seats for. */
const MOST_OPEN = 500
const SECRET_BYTES = 32
const TENANT_BYTES = 16

/** Who was invited and has not answered, the latest first. */
export async function listInvitations(ctx: Ctx): Promise<Invitation[]> {
  requirePermission(ctx, 'members.read')
  const rows = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) => selectOpenInvitations(tx, ctx.tenantId))
  const now = Date.now()
  return rows.map(({ id, email, role, invitedBy, createdAt, expiresAt }) => ({
    id,
    email,
    role,
    invitedBy,
    createdAt,
    expiresAt,
    expired: expiresAt.getTime() <= now,
  }))
}

/**
 * Invites each of these addresses for seven days. Who was invited before gets a new link, and the old one ends.
 * @throws AppError `forbidden` when an Owner is invited by somebody else, `conflict` on `emails` when one is a
 *   member already, `limit` beyond 500 open invitations
 */
export async function inviteMembers(
  ctx: Ctx,
  { emails, role }: InvitationsInput,
): Promise<IssuedInvitation[]> {
  requireMayLetIn(ctx, role)
  return mutate(ctx, 'members.write', async (tx) => {
    const members = await selectMemberAddresses(tx, ctx.tenantId, emails.map(fold))
    if (members.length > 0) {
      const values = { emails: members, count: members.length }
      throw new AppError('conflict', { key: 'members.errors.alreadyMembers', values }, { field: 'emails' })
    }
    const open = new Set((await selectOpenInvitations(tx, ctx.tenantId)).map((row) => row.emailKey))
    if (open.size + emails.length > MOST_OPEN) {
      throw new AppError('limit', { key: 'members.errors.tooManyInvitations' }, { field: 'emails' })
    }
    const issued = await issue(tx, ctx, emails, role)
    const changes = issued.map((row) =>
      invitationChange(open.has(fold(row.email)) ? 'renewed' : 'created', row),
    )
    return { result: issued, changes }
  })
}

/** A new link for an invitation, for another seven days; the old one ends. @throws AppError `not-found` */
export function renewInvitation(ctx: Ctx, id: string): Promise<IssuedInvitation> {
  return mutate(ctx, 'members.write', async (tx) => {
    const row = await requireOpen(tx, ctx, id)
    requireMayLetIn(ctx, row.role)
    const [issued] = await issue(tx, ctx, [row.email], row.role)
    if (!issued) throw unknownInvitation()
    return { result: issued, changes: [invitationChange('renewed', row)] }
  })
}

/** Ends an invitation that was not answered. @throws AppError `not-found` */
export function revokeInvitation(ctx: Ctx, id: string): Promise<void> {
  return mutate(ctx, 'members.write', async (tx) => {
    const row = await requireOpen(tx, ctx, id)
    requireMayInvite(ctx, row.role)
    await endInvitation(tx, ctx.tenantId, id, { endedAt: new Date(), endedAs: 'revoked' })
    return { result: undefined, changes: [invitationChange('revoked', row)] }
  })
}

/** The tenant and the fingerprint that a link's secret stands for, or undefined for what is none of ours. */
export function readInvitationSecret(text: string): { tenantId: string; hash: Buffer } | undefined {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== TENANT_BYTES + SECRET_BYTES || bytes.toString('base64url') !== text) return undefined
  const hex = bytes.subarray(0, TENANT_BYTES).toString('hex')
  return { tenantId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), hash: fingerprint(text) }
}

/** What history says of an invitation: to whom and as what, never the link. */
export function invitationChange(
  what: 'created' | 'renewed' | 'revoked' | 'accepted' | 'declined',
  { email, role }: Pick<InvitationRow, 'email' | 'role'>,
): Change {
  return { action: `invitation.${what}`, label: email, after: { role } }
}

async function issue(tx: Tx, ctx: Ctx, emails: readonly string[], role: Role): Promise<IssuedInvitation[]> {
  const createdAt = new Date()
  const expiresAt = new Date(createdAt.getTime() + LIFE_MILLISECONDS)
  const { actor } = ctx
  const secrets = emails.map((email) => ({ email, secret: mintSecret(ctx.tenantId) }))
  await upsertInvitations(
    tx,
    ctx.tenantId,
    secrets.map(({ email, secret }) => ({
      id: newId(),
      email,
      emailKey: fold(email),
      role,
      hash: fingerprint(secret),
      invitedById: actor.kind === 'person' ? actor.personId : null,
      invitedBy: actor.name,
      invitedByEmail: actor.kind === 'person' ? actor.email : null,
      createdAt,
      expiresAt,
    })),
  )
  return secrets.map((each) => ({ ...each, role, expiresAt }))
}

/** The tenant, which is no secret, and 256 random bits: whoever follows the link is in no company yet. */
function mintSecret(tenantId: string): string {
  const tenant = Buffer.from(tenantId.replaceAll('-', ''), 'hex')
  return Buffer.concat([tenant, randomBytes(SECRET_BYTES)]).toString('base64url')
}

function requireMayInvite(ctx: Ctx, role: Role): void {
  requirePermission(ctx, role === 'owner' ? 'owners.write' : 'members.write')
}

/** Whoever is let in with a role that manages members gives it on: a link must not be the way past a proof. */
function requireMayLetIn(ctx: Ctx, role: Role): void {
  requireMayInvite(ctx, role)
  if (permissionsOf(role).has('members.write')) requireAllowed(ctx, 'invite-manager')
}

async function requireOpen(tx: Tx, ctx: Ctx, id: string): Promise<InvitationRow> {
  const row = isId(id) ? await lockInvitation(tx, ctx.tenantId, id) : undefined
  if (!row) throw unknownInvitation()
  return row
}

function unknownInvitation(): AppError {
  return new AppError('not-found', { key: 'members.errors.invitationGone' })
}
