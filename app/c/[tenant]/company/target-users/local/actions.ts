'use server'

import { refresh } from 'next/cache'
import { answer } from '@/lib/auth/action'
import { getWords } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import {
  changeLocalMembers,
  createLocalGroup,
  deleteLocalGroup,
  renameLocalGroup,
} from '@/lib/directory/local/groups'
import {
  type Faults,
  faultsOf,
  memberIds,
  readDraft,
  readGroupName,
  versionInput,
} from '@/lib/directory/local/input'
import {
  changeLocalPerson,
  createLocalPerson,
  deleteLocalPerson,
  setLocalPersonActive,
} from '@/lib/directory/local/people'
import type { Ctx } from '@/lib/tenancy/context'

type Refused = { ok: false; errors: Record<string, string> }

async function write<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => work(await requireMember(tenant, 'directory.write')))
}

/** The same, and the page is drawn again: after a success, and when somebody else was faster. */
async function writeHere<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<ActionResult<T>> {
  const result = await write(tenant, work)
  if (result.ok || result.errors.version || result.errors.from) refresh()
  return result
}

async function refuse(faults: Faults): Promise<Refused> {
  const words = await getWords()
  return {
    ok: false,
    errors: Object.fromEntries(Object.entries(faults).map(([name, text]) => [name, words(text)])),
  }
}

export async function addPersonAction(
  tenant: string,
  form: FormData,
): Promise<ActionResult<{ id: string; name: string }>> {
  const draft = readDraft(form)
  const faults = faultsOf(draft)
  if (Object.keys(faults).length > 0) return refuse(faults)
  return write(tenant, (ctx) => createLocalPerson(ctx, draft))
}

export async function changePersonAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<void>> {
  const draft = readDraft(form)
  const faults = faultsOf(draft)
  if (Object.keys(faults).length > 0) return refuse(faults)
  return writeHere(tenant, (ctx) =>
    changeLocalPerson(ctx, id, versionInput.parse(form.get('version')), draft),
  )
}

export async function setPersonActiveAction(
  tenant: string,
  id: string,
  active: boolean,
): Promise<ActionResult<void>> {
  return writeHere(tenant, (ctx) => setLocalPersonActive(ctx, id, active === true))
}

export async function deletePersonAction(tenant: string, id: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => deleteLocalPerson(ctx, id))
}

export async function addGroupAction(
  tenant: string,
  form: FormData,
): Promise<ActionResult<{ id: string; name: string }>> {
  const { name, fault } = readGroupName(form)
  if (fault) return refuse({ name: fault })
  return write(tenant, async (ctx) => ({ ...(await createLocalGroup(ctx, name)), name }))
}

export async function renameGroupAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<{ name: string }>> {
  const { name, fault } = readGroupName(form)
  if (fault) return refuse({ name: fault })
  return writeHere(tenant, async (ctx) => {
    await renameLocalGroup(ctx, id, String(form.get('from')), name)
    return { name }
  })
}

export async function deleteGroupAction(tenant: string, id: string): Promise<ActionResult<void>> {
  return write(tenant, (ctx) => deleteLocalGroup(ctx, id))
}

export async function addMembersAction(
  tenant: string,
  id: string,
  ids: readonly string[],
): Promise<ActionResult<{ added: number }>> {
  return writeHere(tenant, (ctx) => changeLocalMembers(ctx, id, { add: memberIds.parse(ids) }))
}

export async function removeMemberAction(
  tenant: string,
  id: string,
  memberId: string,
): Promise<ActionResult<{ removed: number }>> {
  return writeHere(tenant, (ctx) => changeLocalMembers(ctx, id, { remove: memberIds.parse([memberId]) }))
}
