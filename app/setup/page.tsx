import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { isSetUp } from '@/lib/auth/front-door'
import { SetupForm } from './form.client'

export const metadata: Metadata = { title: 'Set up · Rollcall' }
export const dynamic = 'force-dynamic'

/** The very first visit; over once a company exists. */
export default async function SetupPage() {
  if (await isSetUp()) redirect(routes.signIn)
  return (
    <CentredPage
      title="Make your company"
      text="Rollcall is installed and has no company yet. You become its first Owner."
    >
      <SetupForm />
    </CentredPage>
  )
}
