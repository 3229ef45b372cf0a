'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { suspensionInput } from '@/lib/directory/input'
import { liftSuspension, suspendUser } from '@/lib/directory/suspension'

export async function suspendAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<undefined>> {
  const input = suspensionInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const { reason } = input.data
  return change(tenant, (ctx) => suspendUser(ctx, id, reason))
}

export async function liftAction(tenant: string, id: string): Promise<ActionResult<undefined>> {
  return change(tenant, (ctx) => liftSuspension(ctx, id))
}

async function change(
  tenant: string,
  write: (ctx: Awaited<ReturnType<typeof requireMember>>) => Promise<void>,
): Promise<ActionResult<undefined>> {
  const result = await answer(async () => {
    await write(await requireMember(tenant, 'directory.read'))
    return undefined
  })
  if (result.ok) refresh()
  return result
}
