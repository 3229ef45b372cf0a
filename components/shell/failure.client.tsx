'use client'

import { useTranslations } from 'use-intl'
import { routes } from '../routes'
import { Button, ButtonLink } from '../ui/button'
import { CopyText } from '../ui/copy-field.client'

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

export function FailureReference({ reference }: { reference: string }) {
  const t = useTranslations('frontDoor.error')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {t('reference')} <CopyText label={t('reference')} value={reference} />
    </span>
  )
}
