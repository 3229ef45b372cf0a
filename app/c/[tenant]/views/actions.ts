'use server'

import { refresh } from 'next/cache'
import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import type { Ctx } from '@/lib/tenancy/context'
import { type ViewList, viewInput, viewListInput, viewQueryInput } from '@/lib/views/input'
import { deleteView, renameView, type SavedView, saveView, updateView } from '@/lib/views/views'

async function change<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<ActionResult<T>> {
  const result = await answer(async () => work(await requireMember(tenant, 'directory.read')))
  if (result.ok) refresh()
  return result
}

export async function saveViewAction(
  tenant: string,
  list: ViewList,
  form: FormData,
): Promise<ActionResult<SavedView>> {
  const input = viewInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(tenant, (ctx) => saveView(ctx, viewListInput.parse(list), input.data))
}

export async function updateViewAction(
  tenant: string,
  id: string,
  query: string,
): Promise<ActionResult<null>> {
  return change(tenant, async (ctx) => {
    await updateView(ctx, id, viewQueryInput.parse(query))
    return null
  })
}

export async function renameViewAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = viewInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(tenant, async (ctx) => {
    await renameView(ctx, id, input.data)
    return null
  })
}

export async function deleteViewAction(tenant: string, id: string): Promise<ActionResult<null>> {
  return change(tenant, async (ctx) => {
    await deleteView(ctx, id)
    return null
  })
}
