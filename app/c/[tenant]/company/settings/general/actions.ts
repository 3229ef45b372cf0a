'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { retentionInput } from '@/lib/activity/input'
import { setRetention } from '@/lib/activity/retention'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { renameCompany, setAuditRetention, setMasking } from '@/lib/tenancy/company-settings'
import type { Ctx } from '@/lib/tenancy/context'
import { deleteCompany } from '@/lib/tenancy/deletion'
import { auditRetentionInput, companyInput, maskingInput } from '@/lib/tenancy/input'

/** The cards of the page, each with what it takes and the verb that it asks. */
async function save<Input>(
  tenant: string,
  schema: z.ZodType<Input>,
  form: FormData,
  needs: 'company.write' | 'audit.write' | 'privacy.write',
  write: (ctx: Ctx, input: Input) => Promise<void>,
): Promise<ActionResult<void>> {
  const input = schema.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const result = await answer(async () => write(await requireMember(tenant, needs), input.data))
  if (result.ok) refresh()
  return result
}

export async function renameAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  return save(tenant, companyInput, form, 'company.write', (ctx, { name }) => renameCompany(ctx, name))
}

export async function keepRequestsAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  return save(tenant, retentionInput, form, 'company.write', (ctx, { days }) => setRetention(ctx, days))
}

export async function keepAuditAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  return save(tenant, auditRetentionInput, form, 'audit.write', (ctx, { years }) =>
    setAuditRetention(ctx, years),
  )
}

export async function maskAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  return save(tenant, maskingInput, form, 'privacy.write', (ctx, { masked }) => setMasking(ctx, masked))
}

export async function deleteCompanyAction(tenant: string, form: FormData): Promise<ActionResult<void>> {
  const confirmation = String(form.get('confirmation') ?? '')
  return answer(async () => deleteCompany(await requireMember(tenant, 'company.delete'), confirmation))
}
