import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { type Route, routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { isSetUp } from '@/lib/auth/front-door'
import { returnPath } from '@/lib/auth/return-path'
import { currentPerson } from '@/lib/auth/session'
import { SignInForm } from './form.client'

export const metadata: Metadata = { title: 'Sign in · Rollcall' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl } = await searchParams
  const target = returnPath([callbackUrl].flat()[0]) ?? routes.home
  if (await currentPerson()) redirect(target as Route)
  if (!(await isSetUp())) redirect(routes.setup)
  return (
    <CentredPage title="Sign in">
      <SignInForm callbackUrl={target} />
    </CentredPage>
  )
}
