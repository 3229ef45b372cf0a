'use server'

import type { HeldToken } from '@/app/connect-guide/values.client'
import { answer } from '@/lib/auth/action'
import { revealSetupToken } from '@/lib/auth/front-door'
import { getTranslations } from '@/lib/auth/language'
import type { ActionResult } from '@/lib/base/action-result'

/** The token: in this answer and nowhere else. */
export async function revealAction(link: string, form: FormData): Promise<ActionResult<HeldToken>> {
  const code = String(form.get('code') ?? '').replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(code)) {
    const t = await getTranslations()
    return { ok: false, errors: { code: t('connect.visit.codeMissing') } }
  }
  return answer(async () => {
    const { clear, token } = await revealSetupToken(link, code)
    return { clear, hint: token.hint, expiresAt: token.expiresAt?.toISOString() ?? null }
  })
}
