'use server'

import { refresh } from 'next/cache'
import { ownRetentionInput } from '@/lib/activity/input'
import { setRetentionOf } from '@/lib/activity/retention'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { AppError } from '@/lib/base/errors'
import { decideLocalGroup } from '@/lib/directory/local/decisions'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { setGroupSync } from '@/lib/integrations/group-sync'
import {
  deletionInput,
  groupRulesInput,
  localGroupChoiceInput,
  renameInput,
  rulesInput,
} from '@/lib/integrations/input'
import {
  getIntegration,
  pauseIntegration,
  renameIntegration,
  resumeIntegration,
  setRules,
} from '@/lib/integrations/integrations'
import { changedRules } from '@/lib/integrations/rules'
import type { Ctx } from '@/lib/tenancy/context'

/** Runs a change of this integration as the member who asked for it, and draws the page anew. */
async function change(tenant: string, work: (ctx: Ctx) => Promise<void>): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await work(await requireMember(tenant, 'integrations.write'))
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function renameAction(tenant: string, id: string, form: FormData): Promise<ActionResult<null>> {
  const input = renameInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(tenant, (ctx) => renameIntegration(ctx, id, input.data.name))
}

export async function setGroupSyncAction(
  tenant: string,
  id: string,
  on: boolean,
  groups: 'keep' | 'remove' = 'keep',
): Promise<ActionResult<null>> {
  return change(tenant, (ctx) => setGroupSync(ctx, id, on === true, groups === 'remove' ? 'remove' : 'keep'))
}

export async function rulesAction(tenant: string, id: string, form: FormData): Promise<ActionResult<null>> {
  const input = rulesInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(tenant, (ctx) => setRules(ctx, id, changedRules(input.data, form.get('shown'))))
}

export async function groupRulesAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = groupRulesInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(tenant, (ctx) => setRules(ctx, id, input.data))
}

/** What a Local group is to the integration, which sends one of the same name; null: what the rule says. */
export async function decideLocalGroupAction(
  tenant: string,
  id: string,
  groupId: string,
  choice: string | null,
): Promise<ActionResult<null>> {
  const decided = localGroupChoiceInput.safeParse(choice)
  if (!decided.success) return refuse(decided.error)
  return change(tenant, (ctx) => decideLocalGroup(ctx, id, groupId, decided.data))
}

export async function pauseAction(tenant: string, id: string): Promise<ActionResult<null>> {
  return change(tenant, (ctx) => pauseIntegration(ctx, id))
}

export async function resumeAction(tenant: string, id: string): Promise<ActionResult<null>> {
  return change(tenant, (ctx) => resumeIntegration(ctx, id))
}

export async function retentionAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = ownRetentionInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(tenant, (ctx) => setRetentionOf(ctx, id, input.data.days))
}

/** The page goes on to the list by itself: the integration it shows is gone. */
export async function deleteAction(tenant: string, id: string, form: FormData): Promise<ActionResult<null>> {
  const input = deletionInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.delete')
    const { name } = await getIntegration(ctx, id)
    if (input.data.confirmation !== name) {
      throw new AppError(
        'invalid',
        { key: 'errors.typeToConfirm', values: { name } },
        { field: 'confirmation' },
      )
    }
    await deleteIntegration(ctx, id, { people: input.data.people })
    return null
  })
}
