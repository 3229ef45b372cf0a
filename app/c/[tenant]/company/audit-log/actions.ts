'use server'

import { refresh } from 'next/cache'
import { answer } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { type AuditCheck, checkAudit } from '@/lib/history/audit-check'

export async function checkAction(tenant: string): Promise<ActionResult<AuditCheck>> {
  const result = await answer(async () => checkAudit(await requireMember(tenant, 'audit.read')))
  if (result.ok) refresh()
  return result
}
