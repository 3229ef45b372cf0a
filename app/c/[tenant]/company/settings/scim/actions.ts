'use server'

import { answer, refuse } from '@/lib/auth/action'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { AppError } from '@/lib/base/errors'
import { bringBack, listDeleted } from '@/lib/integrations/bring-back'
import { bringBackInput } from '@/lib/integrations/input'
import { previewReturn, type ReturnPreview } from '@/lib/integrations/return-preview'
import { checkToken, type TokenCheck } from '@/lib/integrations/token-check'
import { workOffTasks } from '@/lib/tasks/work'

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

/** What bringing a deleted integration back would do now. */
export async function previewReturnAction(tenant: string, id: string): Promise<ActionResult<ReturnPreview>> {
  return answer(async () => previewReturn(await requireMember(tenant, 'integrations.delete'), id), 'reads')
}

/** Its people and groups follow behind the page that is shown next. */
export async function bringBackAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = bringBackInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.delete')
    const deleted = (await listDeleted(ctx)).find((each) => each.id === id)
    if (deleted && input.data.confirmation !== deleted.name) {
      throw new AppError(
        'invalid',
        { key: 'errors.typeToConfirm', values: { name: deleted.name } },
        { field: 'confirmation' },
      )
    }
    await bringBack(ctx, id, input.data.name)
    void workOffTasks(ctx.db)
    return null
  })
}
