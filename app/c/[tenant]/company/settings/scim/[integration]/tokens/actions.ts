'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { allowedAddressesInput, retirementInput, tokenInput } from '@/lib/integrations/input'
import { restrictToken } from '@/lib/integrations/restrict-token'
import { cancelRotation, retireToken, rotateToken } from '@/lib/integrations/rotation'
import { createToken, type NewToken, revokeToken } from '@/lib/integrations/tokens'
import type { Ctx } from '@/lib/tenancy/context'

/** A token in clear: in this answer and nowhere else. */
export type Issued = { clear: string; hint: string; expiresAt: string | null }

async function write<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<ActionResult<T>> {
  const result = await answer(async () => work(await requireMember(tenant, 'tokens.write')))
  if (result.ok) refresh()
  return result
}

function issued({ clear, token }: NewToken): Issued {
  return { clear, hint: token.hint, expiresAt: token.expiresAt?.toISOString() ?? null }
}

export async function createTokenAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<Issued>> {
  const input = tokenInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return write(tenant, async (ctx) => issued(await createToken(ctx, id, input.data)))
}

export async function rotateTokenAction(
  tenant: string,
  id: string,
  tokenId: string,
  form: FormData,
): Promise<ActionResult<Issued>> {
  const input = allowedAddressesInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const { allowedAddresses } = input.data
  return write(tenant, async (ctx) => issued(await rotateToken(ctx, id, tokenId, allowedAddresses)))
}

/** Answers the address that would be shut out, in which case nothing was saved. */
export async function restrictTokenAction(
  tenant: string,
  id: string,
  tokenId: string,
  form: FormData,
): Promise<ActionResult<string | null>> {
  const input = allowedAddressesInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const meant = form.get('meant')
  return write(tenant, (ctx) => restrictToken(ctx, id, tokenId, input.data.allowedAddresses, meant))
}

export async function revokeTokenAction(
  tenant: string,
  id: string,
  tokenId: string,
): Promise<ActionResult<null>> {
  return write(tenant, async (ctx) => {
    await revokeToken(ctx, id, tokenId)
    return null
  })
}

export async function retireTokenAction(
  tenant: string,
  id: string,
  tokenId: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const when = retirementInput.parse(form.get('when'))
  return write(tenant, async (ctx) => {
    await retireToken(ctx, id, tokenId, when)
    return null
  })
}

export async function cancelRotationAction(
  tenant: string,
  id: string,
  freshId: string,
): Promise<ActionResult<null>> {
  return write(tenant, async (ctx) => {
    await cancelRotation(ctx, id, freshId)
    return null
  })
}
