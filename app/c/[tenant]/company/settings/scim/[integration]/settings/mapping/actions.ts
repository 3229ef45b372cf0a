'use server'

import { refresh } from 'next/cache'
import { answer } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { type MappingSaved, setMapping } from '@/lib/mapping/change'
import {
  fieldInput,
  previewInput,
  readSeen,
  readTyped,
  sourceAt,
  type TypedMapping,
} from '@/lib/mapping/input'
import { type Found, tryPath } from '@/lib/mapping/overview'
import { type MappingPreview, previewMapping } from '@/lib/mapping/preview'
import { workOffTasks } from '@/lib/tasks/work'

/** What a path finds, told while it is being chosen; what is wrong with it is told at its field. */
export async function tryPathAction(
  tenant: string,
  id: string,
  field: string,
  path: string,
): Promise<ActionResult<Found & { path: string }>> {
  return answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.write')
    return tryPath(ctx, id, sourceAt(fieldInput.parse(field), String(path)))
  }, 'reads')
}

export async function previewMappingAction(
  tenant: string,
  id: string,
  mapping: TypedMapping,
  asked: { userId?: string | undefined; q: string },
): Promise<ActionResult<MappingPreview>> {
  return answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.write')
    return previewMapping(ctx, id, readTyped(mapping), previewInput.parse(asked))
  }, 'reads')
}

export async function saveMappingAction(
  tenant: string,
  id: string,
  mapping: TypedMapping,
  seen: TypedMapping,
): Promise<ActionResult<MappingSaved>> {
  const saved = await answer(async () => {
    const ctx = await requireMember(tenant, 'integrations.write')
    const result = await setMapping(ctx, id, readTyped(mapping), readSeen(seen))
    if (result.isLong) void workOffTasks(ctx.db)
    return result
  })
  if (saved.ok) refresh()
  return saved
}
