'use server'

import { redirect } from 'next/navigation'
import { type Route, routes } from '@/components/routes'
import { answer, refuse } from '@/lib/auth/action'
import { endSession } from '@/lib/auth/browser-session'
import { declineOffer, joinAsMyself, joinAsNew } from '@/lib/auth/front-door'
import { accountInput } from '@/lib/auth/input'
import type { ActionResult } from '@/lib/base/action-result'

/** Answers that end the link are given by POST alone: mail scanners follow links. */
export async function acceptAction(secret: string): Promise<ActionResult<never>> {
  const result = await answer(() => joinAsMyself(secret))
  if (!result.ok) return result
  redirect(routes.overview(result.data))
}

export async function createAccountAction(secret: string, form: FormData): Promise<ActionResult<never>> {
  const input = accountInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const result = await answer(() => joinAsNew(secret, input.data))
  if (!result.ok) return result
  redirect(routes.overview(result.data))
}

export async function declineAction(secret: string): Promise<ActionResult<void>> {
  return answer(() => declineOffer(secret))
}

/** Signs out here and leads to the sign-in that comes back to the invitation. */
export async function switchAccountAction(secret: string): Promise<void> {
  await endSession()
  redirect(`${routes.signIn}?callbackUrl=${encodeURIComponent(`/invite/${secret}`)}` as Route)
}
