import type { Tx } from '@/db/client'
import { deleteMember, lockMember, type MemberRow, updateMember } from '@/db/queries/console-members'
import { revokeInvitationsBy } from '@/db/queries/invitations'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { announceDone } from './announce'
import type { Ctx } from './context'
import { invitationChange } from './invitations'
import { type Change, mutate } from './mutate'
import { permissionsOf, ROLES, type Role, requireAllowed, requirePermission } from './permissions'

/**
 * Gives a member another role, from their next request on. Invitations that the role may no longer hand out are
 * revoked.
 * @throws AppError `forbidden` when an Owner is concerned and the actor is none, `conflict` for the last Owner,
 *   `not-found`, `step-up`
 */
export function changeRole(ctx: Ctx, personId: string, role: Role): Promise<void> {
  return write(ctx, (tx) => changeRoleIn(tx, ctx, personId, role))
}

/**
 * Takes a member out of the company: their next request is refused, in every browser. Their account stays, and
 * so does what history says of them; invitations that they sent are revoked.
 * @throws AppError as `changeRole` does
 */
export function removeMember(ctx: Ctx, personId: string): Promise<void> {
  return write(ctx, (tx) => removeMemberIn(tx, ctx, personId))
}

/** Ends every session of a member in this company; they may sign in again. @throws AppError as `changeRole` does */
export function signOutMember(ctx: Ctx, personId: string): Promise<void> {
  return write(ctx, async (tx) => {
    const { member } = await holdMember(tx, ctx, personId)
    await updateMember(tx, ctx.tenantId, personId, { sessionsValidFrom: new Date() })
    return [{ action: 'console-member.signed-out', label: member.name }]
  })
}

/** `changeRole` inside a transaction of `members.write`. Whatever it throws, it throws before it has written. */
export async function changeRoleIn(tx: Tx, ctx: Ctx, personId: string, role: Role): Promise<Change[]> {
  requireAllowed(ctx, 'change-role')
  if (role === 'owner') requirePermission(ctx, 'owners.write')
  const { member, owners } = await holdMember(tx, ctx, personId)
  if (member.role === role) return []
  if (member.role === 'owner') requireAnother(ctx, owners)
  await updateMember(tx, ctx.tenantId, personId, { role })
  const changed: Change = {
    action: 'console-member.role-changed',
    label: member.name,
    before: { role: member.role },
    after: { role },
  }
  return [changed, ...(await revokeBeyond(tx, ctx, personId, role))]
}

/** `removeMember` in the same way. */
export async function removeMemberIn(tx: Tx, ctx: Ctx, personId: string): Promise<Change[]> {
  requireAllowed(ctx, 'remove-member')
  const { member, owners } = await holdMember(tx, ctx, personId)
  if (member.role === 'owner') requireAnother(ctx, owners)
  await deleteMember(tx, ctx.tenantId, personId)
  const removed: Change = {
    action: 'console-member.removed',
    label: member.name,
    before: { email: member.email, role: member.role },
  }
  return [removed, ...(await revokeBeyond(tx, ctx, personId, undefined))]
}

async function write(ctx: Ctx, change: (tx: Tx) => Promise<Change[]>): Promise<void> {
  await mutate(ctx, 'members.write', async (tx) => ({ result: undefined, changes: await change(tx) }))
  // A review that is under way shows who has another role by now, or is gone.
  await announceDone(ctx, ['reviews'])
}

async function holdMember(
  tx: Tx,
  ctx: Ctx,
  personId: string,
): Promise<{ member: MemberRow; owners: number }> {
  const { member, owners } = isId(personId)
    ? await lockMember(tx, ctx.tenantId, personId)
    : { member: undefined, owners: 0 }
  if (!member) throw new AppError('not-found', { key: 'members.errors.gone' })
  if (member.role === 'owner') requirePermission(ctx, 'owners.write')
  return { member, owners }
}

function requireAnother(ctx: Ctx, owners: number): void {
  if (owners > 1) return
  throw new AppError('conflict', { key: 'members.errors.lastOwner', values: { company: ctx.tenantName } })
}

/** Revokes what somebody with that role, or with none any more, could not have sent. */
async function revokeBeyond(tx: Tx, ctx: Ctx, personId: string, role: Role | undefined): Promise<Change[]> {
  const may = role ? permissionsOf(role) : new Set()
  const roles = ROLES.filter((each) => !may.has(each === 'owner' ? 'owners.write' : 'members.write'))
  const revoked = await revokeInvitationsBy(tx, ctx.tenantId, { personId, roles, at: new Date() })
  return revoked.map((row) => invitationChange('revoked', row))
}
