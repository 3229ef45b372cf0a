'use server'

import { answer } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { deleteExport } from '@/lib/export/jobs'

export async function deleteExportAction(tenant: string, id: string): Promise<ActionResult<void>> {
  return answer(async () => deleteExport(await requireMember(tenant, 'export'), id))
}
