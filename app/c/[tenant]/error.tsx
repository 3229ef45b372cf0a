'use client'

import { lazy, Suspense } from 'react'

const FailedPage = lazy(() => import('@/components/shell/failed-page.client'))

/** A page that fails alone leaves the menu, so that everything else is still at hand. Fetched when it is needed. */
export default function CompanyErrorPage(failed: { error: unknown; retry: () => void }) {
  return (
    <Suspense>
      <FailedPage {...failed} />
    </Suspense>
  )
}
