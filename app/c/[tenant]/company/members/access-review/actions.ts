'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { completeReview } from '@/lib/reviews/complete'
import { decide } from '@/lib/reviews/decide'
import { decisionInput } from '@/lib/reviews/input'
import { cancelReview, startReview } from '@/lib/reviews/reviews'
import type { Ctx } from '@/lib/tenancy/context'

async function write<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<ActionResult<T>> {
  const result = await answer(async () => work(await requireMember(tenant, 'reviews.write')))
  if (result.ok) refresh()
  return result
}

export async function startReviewAction(tenant: string): Promise<ActionResult<{ id: string }>> {
  return write(tenant, startReview)
}

export async function decideAction(
  tenant: string,
  review: string,
  person: string,
  form: FormData,
): Promise<ActionResult<void>> {
  const [decision, role] = String(form.get('decision') ?? '').split(':')
  const input = decisionInput.safeParse({
    decision,
    role,
    reason: form.get('reason'),
    seen: form.get('seen'),
  })
  if (!input.success) return refuse(input.error)
  return write(tenant, (ctx) => decide(ctx, review, person, input.data))
}

export async function completeReviewAction(tenant: string, review: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => completeReview(ctx, review))
}

export async function cancelReviewAction(tenant: string, review: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => cancelReview(ctx, review))
}
