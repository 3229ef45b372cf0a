'use server'

import { getTranslations } from '@/lib/auth/language'
import type { ActionResult } from '@/lib/base/action-result'
import { type Shape, shapeOf } from '@/lib/integrations/token-check'

/** What the text says about itself. No database is asked, and nothing of it is kept or logged. */
export async function checkShapeAction(form: FormData): Promise<ActionResult<Shape>> {
  const pasted = String(form.get('pasted') ?? '').trim()
  if (pasted !== '') return { ok: true, data: shapeOf(pasted.slice(0, 2_000)) }
  const t = await getTranslations()
  return { ok: false, errors: { pasted: t('tokens.check.missing') } }
}
