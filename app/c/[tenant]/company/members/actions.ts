'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { invitationUrl, requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import type { Ctx } from '@/lib/tenancy/context'
import { invitationsInput, roleInput } from '@/lib/tenancy/input'
import {
  type IssuedInvitation,
  inviteMembers,
  renewInvitation,
  revokeInvitation,
} from '@/lib/tenancy/invitations'
import { changeRole, removeMember, signOutMember } from '@/lib/tenancy/roles'

/** A link to hand over, whole; it is shown once. `expiresAt` is an ISO instant. */
export type InvitationLink = { email: string; url: string; expiresAt: string }

async function write<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<ActionResult<T>> {
  const result = await answer(async () => work(await requireMember(tenant, 'members.write')))
  if (result.ok) refresh()
  return result
}

async function linkOf({ email, secret, expiresAt }: IssuedInvitation): Promise<InvitationLink> {
  return { email, url: await invitationUrl(secret), expiresAt: expiresAt.toISOString() }
}

export async function changeRoleAction(
  tenant: string,
  personId: string,
  form: FormData,
): Promise<ActionResult<void>> {
  const role = roleInput.safeParse(form.get('role'))
  if (!role.success) return refuse(role.error)
  return write(tenant, (ctx) => changeRole(ctx, personId, role.data))
}

export async function removeMemberAction(tenant: string, personId: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => removeMember(ctx, personId))
}

export async function signOutMemberAction(tenant: string, personId: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => signOutMember(ctx, personId))
}

export async function inviteAction(tenant: string, form: FormData): Promise<ActionResult<InvitationLink[]>> {
  const input = invitationsInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return write(tenant, async (ctx) => Promise.all((await inviteMembers(ctx, input.data)).map(linkOf)))
}

export async function renewInvitationAction(
  tenant: string,
  id: string,
): Promise<ActionResult<InvitationLink>> {
  return write(tenant, async (ctx) => linkOf(await renewInvitation(ctx, id)))
}

export async function revokeInvitationAction(tenant: string, id: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => revokeInvitation(ctx, id))
}
