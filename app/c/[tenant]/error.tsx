'use client'

import { FailureActions, FailureReference, useFailure } from '@/components/shell/failure.client'
import { Page } from '@/components/shell/page'

/** In the place of a page that failed alone: the menu stays, so that everything else is still at hand. */
export default function CompanyErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const { title, text, reference } = useFailure(error)
  return (
    <Page breadcrumb={[{ label: title }]} title={title} text={text}>
      <FailureActions retry={retry} />
      {reference && (
        <p className="text-fg-3 text-meta">
          <FailureReference reference={reference} />
        </p>
      )}
    </Page>
  )
}
