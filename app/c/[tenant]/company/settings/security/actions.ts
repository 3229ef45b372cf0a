'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { allowedAddressesInput } from '@/lib/integrations/input'
import { setConsoleAddresses, setSessionLimits } from '@/lib/tenancy/company-settings'
import type { Ctx } from '@/lib/tenancy/context'
import { sessionLimitsInput } from '@/lib/tenancy/input'

async function save<Input>(
  tenant: string,
  schema: z.ZodType<Input>,
  form: FormData,
  write: (ctx: Ctx, input: Input) => Promise<void>,
): Promise<ActionResult<void>> {
  const input = schema.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const result = await answer(async () => write(await requireMember(tenant, 'security.write'), input.data))
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
