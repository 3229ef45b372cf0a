'use client'

import { useTranslations } from 'use-intl'
import { CopyText } from '../ui/copy-field.client'
import { FailureActions, useFailure } from './failure.client'
import { Page } from './page'

/** In the place of a page that failed alone. */
export default function FailedPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('frontDoor.error')
  const { title, text, reference } = useFailure(error)
  return (
    <Page breadcrumb={[{ label: title }]} title={title} text={text}>
      <FailureActions retry={retry} />
      {reference && (
        <p className="inline-flex flex-wrap items-center gap-x-1.5 text-fg-3 text-meta">
          {t('reference')} <CopyText label={t('reference')} value={reference} />
        </p>
      )}
    </Page>
  )
}
