'use client'

import { lazy, Suspense } from 'react'

const Failed = lazy(() =>
  import('@/components/shell/failed-page.client').then((module) => ({ default: module.FailedPage })),
)

/** The same for a page that failed alone. */
export default function CompanyErrorPage(failed: { error: unknown; retry: () => void }) {
  return (
    <Suspense>
      <Failed {...failed} />
    </Suspense>
  )
}
