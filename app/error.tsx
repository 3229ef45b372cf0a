'use client'

import { useTranslations } from 'use-intl'
import { CentredPage } from '@/components/shell/centred-page'
import { FailureActions, useFailure } from '@/components/shell/failure.client'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('frontDoor.error')
  const { title, text, reference } = useFailure(error)
  return (
    <CentredPage
      title={title}
      text={text}
      footer={
        reference && (
          <>
            {t('reference')} <code className="font-mono text-code">{reference}</code>
          </>
        )
      }
    >
      <FailureActions retry={retry} />
    </CentredPage>
  )
}
