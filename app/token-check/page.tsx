import type { Metadata } from 'next'
import Link from 'next/link'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { getTranslations } from '@/lib/auth/language'
import { currentPerson } from '@/lib/auth/session'
import { CheckForm } from './form.client'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: t('tokens.check.pageTitle') }
}

/** For whoever finds a token somewhere, without an account: whether it is one of ours, from its form alone. */
export default async function TokenCheckPage() {
  const [t, person] = await Promise.all([getTranslations(), currentPerson()])
  return (
    <CentredPage
      title={t('tokens.check.title')}
      text={t('tokens.check.text')}
      footer={
        <Link prefetch={false} href={routes.home} className="text-accent-text underline underline-offset-2">
          {t(person ? 'frontDoor.toCompany' : 'frontDoor.signIn.title')}
        </Link>
      }
    >
      <CheckForm />
    </CentredPage>
  )
}
