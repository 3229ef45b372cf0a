'use server'

import { answer } from '@/lib/auth/action'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { checkToken, type TokenCheck } from '@/lib/integrations/token-check'

const LONGEST = 2_000

/** Whose token was pasted. The text is looked at and let go: neither answered back nor logged. */
export async function checkTokenAction(tenant: string, form: FormData): Promise<ActionResult<TokenCheck>> {
  const pasted = String(form.get('pasted') ?? '').trim()
  if (pasted === '' || pasted.length > LONGEST) {
    const t = await getTranslations()
    return {
      ok: false,
      errors: { pasted: t(pasted === '' ? 'tokens.check.missing' : 'tokens.check.shape.foreign') },
    }
  }
  return answer(async () => checkToken(await requireMember(tenant, 'integrations.read'), pasted), 'reads')
}
