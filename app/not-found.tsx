import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { ButtonLink } from '@/components/ui/button'
import { getTranslations } from '@/lib/auth/language'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t('frontDoor.notFound.page')} · ${t('common.product')}` }
}

/** Also what the page of another company looks like, so that nobody learns what exists there. */
export default async function NotFound() {
  const t = await getTranslations()
  return (
    <CentredPage title={t('frontDoor.notFound.title')} text={t('frontDoor.notFound.text')}>
      <ButtonLink href={routes.home} variant="primary">
        {t('frontDoor.toCompany')}
      </ButtonLink>
    </CentredPage>
  )
}
