'use server'

import { refresh } from 'next/cache'
import { readCause } from '@/lib/activity/causes'
import { ignoreInput } from '@/lib/activity/input'
import { ignoreProblems, takeUpProblems } from '@/lib/activity/problems'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import type { Ctx } from '@/lib/tenancy/context'

async function decide(tenant: string, work: (ctx: Ctx) => Promise<void>): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await work(await requireMember(tenant, 'problems.write'))
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function ignoreAction(
  tenant: string,
  id: string,
  cause: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = ignoreInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return decide(tenant, (ctx) => ignoreProblems(ctx, id, readCause(cause), input.data.reason))
}

export async function takeUpAction(tenant: string, id: string, cause: string): Promise<ActionResult<null>> {
  return decide(tenant, (ctx) => takeUpProblems(ctx, id, readCause(cause)))
}
