'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { dismissalInput } from '@/lib/guard/input'
import { beginRestore, dismissAlarm, stopRestore } from '@/lib/guard/restore'
import { workOffTasks } from '@/lib/tasks/work'

export async function beginRestoreAction(tenant: string, alarm: string): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    const ctx = await requireMember(tenant, 'directory.write')
    await beginRestore(ctx, alarm)
    void workOffTasks(ctx.db)
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function stopRestoreAction(tenant: string, alarm: string): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await stopRestore(await requireMember(tenant, 'directory.write'), alarm)
    return null
  })
  refresh()
  return result
}

export async function dismissAction(
  tenant: string,
  alarm: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = dismissalInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  const result = await answer(async () => {
    await dismissAlarm(await requireMember(tenant, 'problems.write'), alarm, input.data.reason)
    return null
  })
  if (result.ok) refresh()
  return result
}
