'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { changeName, changePassword, savePreferences } from '@/lib/account/account'
import { passwordInput, preferencesInput, profileInput } from '@/lib/account/input'
import { answer, refuse } from '@/lib/auth/action'
import { endSession, holdSession, visitor } from '@/lib/auth/browser-session'
import { requireSelf } from '@/lib/auth/session'
import { revokeSession, signOutEverywhere } from '@/lib/auth/sessions'
import type { ActionResult } from '@/lib/base/action-result'
import { rememberPreferences } from './preference-cookies'

export async function changeNameAction(form: FormData): Promise<ActionResult<null>> {
  const input = profileInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(async () => changeName(await requireSelf(), input.data.name))
}

export async function changePasswordAction(form: FormData): Promise<ActionResult<null>> {
  const input = passwordInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return change(async () =>
    holdSession(await changePassword(await requireSelf(), input.data, await visitor())),
  )
}

export async function savePreferencesAction(form: FormData): Promise<ActionResult<null>> {
  const input = preferencesInput.safeParse({
    ...Object.fromEntries(form),
    singleKeys: form.get('singleKeys') === 'on',
    lessMotion: form.get('lessMotion') === 'on',
  })
  if (!input.success) return refuse(input.error)
  return change(async () => rememberPreferences(await savePreferences(await requireSelf(), input.data)))
}

/** The toggle at the foot of the sidebar. */
export async function saveThemeAction(theme: string): Promise<void> {
  const input = preferencesInput.pick({ theme: true }).safeParse({ theme })
  if (input.success) await savePreferences(await requireSelf(), input.data)
}

export async function revokeSessionAction(id: string): Promise<ActionResult<null>> {
  return change(async () => {
    const { db, personId } = await requireSelf()
    await revokeSession(db, personId, id)
  })
}

export async function signOutEverywhereAction(): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    const { db, personId } = await requireSelf()
    await signOutEverywhere(db, personId)
    await endSession()
    return null
  })
  if (result.ok) redirect(routes.signIn)
  return result
}

/** Runs a change of one’s own account and draws the page anew. */
async function change(work: () => Promise<void>): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await work()
    return null
  })
  if (result.ok) refresh()
  return result
}
