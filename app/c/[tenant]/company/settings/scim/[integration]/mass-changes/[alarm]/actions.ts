'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { dismissalInput } from '@/lib/guard/input'
import { beginRestore, dismissAlarm, type RestoreProgress, restorePart } from '@/lib/guard/restore'

export async function beginRestoreAction(
  tenant: string,
  alarm: string,
): Promise<ActionResult<RestoreProgress>> {
  return answer(async () => beginRestore(await requireMember(tenant, 'directory.write'), alarm))
}

export async function restorePartAction(
  tenant: string,
  alarm: string,
): Promise<ActionResult<RestoreProgress>> {
  const result = await answer(async () => restorePart(await requireMember(tenant, 'directory.write'), alarm))
  if (result.ok && result.data.isOver) refresh()
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
