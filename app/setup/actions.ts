'use server'

import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { answer, refuse } from '@/lib/auth/action'
import { found } from '@/lib/auth/front-door'
import { setupInput } from '@/lib/auth/input'
import type { ActionResult } from '@/lib/base/action-result'

export async function setupAction(form: FormData): Promise<ActionResult<never>> {
  const input = setupInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const result = await answer(() => found(input.data))
  if (!result.ok) return result
  redirect(routes.overview(result.data))
}
