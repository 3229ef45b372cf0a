'use server'

import { answer } from '@/lib/auth/action'
import { restoreMyCompany } from '@/lib/auth/front-door'
import type { ActionResult } from '@/lib/base/action-result'

/** Answers the company’s slug. */
export async function restoreAction(id: string): Promise<ActionResult<string>> {
  return answer(() => restoreMyCompany(id))
}
