'use client'

import { useTranslations } from 'use-intl'
import { routes } from '../routes'
import { Button, ButtonLink } from '../ui/button'
import { CopyText } from '../ui/copy-field.client'
import { CentredPage } from './centred-page'
import { Page } from './page'

type Failed = { error: unknown; retry: () => void }

/** In the place of everything, where the frame of the page failed too. */
export function FailedAltogether({ error, retry }: Failed) {
  const { title, text, reference } = useFailure(error)
  return (
    <CentredPage title={title} text={text} footer={reference && <Reference reference={reference} />}>
      <Ways retry={retry} />
    </CentredPage>
  )
}

/** In the place of a page that failed alone: the menu stays, so that everything else is still at hand. */
export function FailedPage({ error, retry }: Failed) {
  const { title, text, reference } = useFailure(error)
  return (
    <Page breadcrumb={[{ label: title }]} title={title} text={text}>
      <Ways retry={retry} />
      {reference && (
        <p className="text-fg-3 text-meta">
          <Reference reference={reference} />
        </p>
      )}
    </Page>
  )
}

/** What to say of a page that could not be shown. The reference is for whoever runs the installation. */
function useFailure(error: unknown) {
  const t = useTranslations('frontDoor.error')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  if (digest === 'unavailable') return { title: t('away'), text: t('awayText') }
  return { title: t('title'), text: t('text'), reference: digest }
}

function Ways({ retry }: Pick<Failed, 'retry'>) {
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

function Reference({ reference }: { reference: string }) {
  const t = useTranslations('frontDoor.error')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {t('reference')} <CopyText label={t('reference')} value={reference} />
    </span>
  )
}
