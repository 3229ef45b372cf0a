'use server'

import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { AppError } from '@/lib/base/errors'
import { generalInput, integrationInput } from '@/lib/integrations/input'
import { createIntegration, findIntegration } from '@/lib/integrations/integrations'
import { readTyped } from '@/lib/mapping/input'

/**
 * What the wizard needs to go on. The token is in this answer and nowhere else; there is none when the integration
 * had been made by an attempt whose answer was lost.
 */
export type Created = {
  id: string
  token: { clear: string; hint: string; expiresAt: string | null } | undefined
}

/** Step 1: whether the name can be had, so that it is told where it was typed. */
export async function checkGeneralAction(tenant: string, form: FormData): Promise<ActionResult<null>> {
  const input = generalInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.write')
    readTyped(typedIn(form))
    if (await findIntegration(ctx, input.data.name)) {
      const { name } = input.data
      throw new AppError('conflict', { key: 'errors.nameTaken', values: { name } }, { field: 'name' })
    }
    return null
  })
}

/** Step 2: makes the integration and its first token; sent again with the same `id`, it makes no second one. */
export async function createIntegrationAction(
  tenant: string,
  form: FormData,
): Promise<ActionResult<Created>> {
  const input = integrationInput.safeParse({
    ...Object.fromEntries(form),
    groupSync: form.get('groupSync') === 'on',
  })
  if (!input.success) return refuse(input.error)
  return answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.write')
    const { id, ...wanted } = input.data
    const mapping = readTyped(typedIn(form))
    const existing = await findIntegration(ctx, wanted.name)
    if (existing && existing.id === id) return { id, token: undefined }
    const { integration, token } = await createIntegration(ctx, { ...wanted, mapping }, id)
    const { hint, expiresAt } = token.token
    return {
      id: integration.id,
      token: { clear: token.clear, hint, expiresAt: expiresAt?.toISOString() ?? null },
    }
  })
}

/** The fields that are taken from elsewhere, as the form says it; what cannot be read is refused as wrong. */
function typedIn(form: FormData): unknown {
  try {
    return JSON.parse(String(form.get('mapping') ?? '{}'))
  } catch {
    return undefined
  }
}
