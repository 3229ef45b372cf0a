'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { addEntitlement, changeEntitlement, removeEntitlement } from '@/lib/entitlements/entitlements'
import { entitlementChange, entitlementInput } from '@/lib/entitlements/input'
import type { Ctx } from '@/lib/tenancy/context'

async function write(tenant: string, work: (ctx: Ctx) => Promise<void>): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await work(await requireMember(tenant, 'integrations.write'))
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function addAction(tenant: string, form: FormData): Promise<ActionResult<null>> {
  const input = entitlementInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return write(tenant, (ctx) => addEntitlement(ctx, input.data))
}

export async function changeAction(tenant: string, id: string, form: FormData): Promise<ActionResult<null>> {
  const input = entitlementChange.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return write(tenant, (ctx) => changeEntitlement(ctx, id, input.data))
}

export async function removeAction(tenant: string, id: string): Promise<ActionResult<null>> {
  return write(tenant, (ctx) => removeEntitlement(ctx, id))
}
