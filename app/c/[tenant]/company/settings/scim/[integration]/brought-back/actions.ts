'use server'

import { refresh } from 'next/cache'
import { answer } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { goOnBringingBack, stopBringingBack } from '@/lib/integrations/bring-back'
import { workOffTasks } from '@/lib/tasks/work'

export async function goOnAction(tenant: string, id: string): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.delete')
    await goOnBringingBack(ctx, id)
    void workOffTasks(ctx.db)
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function stopAction(tenant: string, id: string): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await stopBringingBack(await requireMember(tenant, 'integrations.delete'), id)
    return null
  })
  refresh()
  return result
}
