'use server'

import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { endSession } from '@/lib/auth/browser-session'

export async function signOutAction(): Promise<void> {
  await endSession()
  redirect(routes.signIn)
}
