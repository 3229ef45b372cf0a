'use server'

import { redirect } from 'next/navigation'
import { type Route, routes } from '@/components/routes'
import { answer, refuse } from '@/lib/auth/action'
import { enter } from '@/lib/auth/front-door'
import { signInInput } from '@/lib/auth/input'
import { returnPath } from '@/lib/auth/return-path'
import { rememberPreferences } from '../account/preference-cookies'

/** What the form shows after a try that failed: the messages, and the address as it was typed. */
export type SignInState = { errors: Record<string, string>; email: string }

/** A plain form action, so that signing in works before scripts have loaded and without them. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const email = String(form.get('email') ?? '')
  const input = signInInput.safeParse({ email, password: form.get('password') ?? '' })
  if (!input.success) return { errors: (await refuse(input.error)).errors, email }
  const result = await answer(async () => rememberPreferences(await enter(input.data)))
  if (!result.ok) return { errors: result.errors, email }
  redirect((returnPath(String(form.get('callbackUrl') ?? '')) ?? routes.home) as Route)
}
