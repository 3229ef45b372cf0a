'use server'

import { answer } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { compareGroup, type Drift } from '@/lib/directory/drift'
import { comparedNames } from '@/lib/directory/input'

/** Holds a list from the identity provider against the group, and forgets it. */
export async function compareAction(
  tenant: string,
  groupId: string,
  names: readonly string[],
): Promise<ActionResult<Drift>> {
  return answer(
    async () =>
      compareGroup(await requireMember(tenant, 'problems.write'), groupId, comparedNames.parse(names)),
    'reads',
  )
}
