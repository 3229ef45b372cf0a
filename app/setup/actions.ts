'use server'

import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { answer } from '@/lib/auth/action'
import { found } from '@/lib/auth/front-door'
import { setupInput } from '@/lib/auth/input'
import type { ActionResult } from '@/lib/base/action-result'
import { fieldErrors } from '@/lib/base/input'

export async function setupAction(form: FormData): Promise<ActionResult<never>> {
  const input = setupInput.safeParse(Object.fromEntries(form))
  if (!input.success) return { ok: false, errors: fieldErrors(input.error) }
  const result = await answer(() => found(input.data))
  if (!result.ok) return result
  redirect(routes.overview(result.data))
}
