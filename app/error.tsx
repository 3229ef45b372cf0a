'use client'

import { CentredPage } from '@/components/shell/centred-page'
import { FailureActions, FailureReference, useFailure } from '@/components/shell/failure.client'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const { title, text, reference } = useFailure(error)
  return (
    <CentredPage title={title} text={text} footer={reference && <FailureReference reference={reference} />}>
      <FailureActions retry={retry} />
    </CentredPage>
  )
}
