import type { Metadata } from 'next'
import { CentredPage } from '@/components/shell/centred-page'
import { getTranslations } from '@/lib/auth/language'
import { CheckForm } from './form.client'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: t('tokens.check.pageTitle') }
}

/** For whoever finds a token somewhere, without an account: whether it is one of ours, from its form alone. */
export default async function TokenCheckPage() {
  const t = await getTranslations()
  return (
    <CentredPage title={t('tokens.check.title')} text={t('tokens.check.text')}>
      <CheckForm />
    </CentredPage>
  )
}
