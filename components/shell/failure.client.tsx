'use client'

import { useTranslations } from 'use-intl'
import { routes } from '../routes'
import { Button, ButtonLink } from '../ui/button'

/** What to say of a page that could not be shown. The reference is for whoever runs the installation. */
export function useFailure(error: unknown) {
  const t = useTranslations('frontDoor.error')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  if (digest === 'unavailable') return { title: t('away'), text: t('awayText') }
  return { title: t('title'), text: t('text'), reference: digest }
}

/** The ways on from there. */
export function FailureActions({ retry }: { retry: () => void }) {
  const t = useTranslations('frontDoor')
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={retry}>
        {t('tryAgain')}
      </Button>
      <ButtonLink href={routes.home}>{t('toCompany')}</ButtonLink>
    </div>
  )
}
