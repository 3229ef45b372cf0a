'use server'

import { answer } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { changeLocalMembers } from '@/lib/directory/local/groups'
import { memberIds } from '@/lib/directory/local/input'
import { setLocalPersonActive } from '@/lib/directory/local/people'

/** Makes the chosen Local people inactive, one after the other; answers how many. */
export async function deactivateChosenAction(
  tenant: string,
  chosen: readonly string[],
): Promise<ActionResult<number>> {
  return answer(async () => {
    const ctx = await requireMember(tenant, 'directory.write')
    const ids = memberIds.parse(chosen)
    for (const id of ids) await setLocalPersonActive(ctx, id, false)
    return ids.length
  })
}

/** Puts the chosen people into a Local group; answers how many were not in it. */
export async function addChosenAction(
  tenant: string,
  groupId: string,
  chosen: readonly string[],
): Promise<ActionResult<number>> {
  return answer(async () => {
    const ctx = await requireMember(tenant, 'directory.write')
    return (await changeLocalMembers(ctx, groupId, { add: memberIds.parse(chosen) })).added
  })
}
