'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { answer, refuse } from '@/lib/auth/action'
import { confirmMyself } from '@/lib/auth/front-door'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { allowedAddressesInput } from '@/lib/integrations/input'
import { setConsoleAddresses, setSessionLimits } from '@/lib/tenancy/company-settings'
import type { Ctx } from '@/lib/tenancy/context'
import { confirmationInput, sessionLimitsInput } from '@/lib/tenancy/input'

/** Whoever changes the security policy says who they are in the same breath. */
async function save<Input>(
  tenant: string,
  schema: z.ZodType<Input>,
  form: FormData,
  write: (ctx: Ctx, input: Input) => Promise<void>,
): Promise<ActionResult<void>> {
  const sent = Object.fromEntries(form)
  const input = schema.safeParse(sent)
  if (!input.success) return refuse(input.error)
  const confirmation = confirmationInput.safeParse(sent)
  if (!confirmation.success) return refuse(confirmation.error)
  const result = await answer(async () => {
    const ctx = await requireMember(tenant, 'security.write')
    await confirmMyself(confirmation.data.password)
    await write(ctx, input.data)
  })
  if (result.ok) refresh()
  return result
}

export async function limitSessionsAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  return save(tenant, sessionLimitsInput, form, setSessionLimits)
}

export async function allowAddressesAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  return save(tenant, allowedAddressesInput, form, (ctx, { allowedAddresses }) =>
    setConsoleAddresses(ctx, allowedAddresses),
  )
}
