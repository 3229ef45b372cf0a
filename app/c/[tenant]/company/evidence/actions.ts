'use server'

import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { checksumInput } from '@/lib/evidence/input'
import { type ExportStamp, findStamps } from '@/lib/evidence/stamps'

export async function verifyAction(tenant: string, typed: string): Promise<ActionResult<ExportStamp[]>> {
  const sha256 = checksumInput.safeParse(typed)
  if (!sha256.success) return refuse(sha256.error)
  return answer(async () => findStamps(await requireMember(tenant, 'audit.read'), sha256.data), 'reads')
}
