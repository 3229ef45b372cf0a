'use client'

import { lazy, Suspense } from 'react'

const Failed = lazy(() =>
  import('@/components/shell/failed-page.client').then((module) => ({ default: module.FailedAltogether })),
)

/** What is shown of a failure is fetched when there is one; where it cannot be, global-error.tsx carries its own texts. */
export default function ErrorPage(failed: { error: unknown; retry: () => void }) {
  return (
    <Suspense>
      <Failed {...failed} />
    </Suspense>
  )
}
