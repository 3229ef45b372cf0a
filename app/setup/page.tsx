import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { isSetUp } from '@/lib/auth/front-door'
import { getTranslations } from '@/lib/auth/language'
import { SetupForm } from './form.client'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t('frontDoor.setup.page')} · ${t('common.product')}` }
}
export const dynamic = 'force-dynamic'

/** The very first visit; over once a company exists. */
export default async function SetupPage() {
  if (await isSetUp()) redirect(routes.signIn)
  const t = await getTranslations()
  return (
    <CentredPage title={t('frontDoor.setup.title')} text={t('frontDoor.setup.text')}>
      <SetupForm />
    </CentredPage>
  )
}
