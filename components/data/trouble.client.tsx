'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { ReadError } from '../live/read.client'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** Over rows that may be old: since when, and that we are trying. */
export function StaleLine({ query }: { query: UseQueryResult<unknown> }) {
  if (!query.data || query.isPlaceholderData || query.failureCount === 0) return null
  const at = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(
    query.dataUpdatedAt,
  )
  return (
    <p role="status" className="border-b bg-warn-bg px-4 py-2 text-cell text-warn-fg">
      Showing data from {at} – reconnecting…
    </p>
  )
}

/** In place of rows that never came. */
export function LoadFailed({ what, error, onRetry }: { what: string; error: Error; onRetry: () => void }) {
  const status = error instanceof ReadError ? error.status : undefined
  if (status === 401) {
    return (
      <EmptyState
        title="You’re signed out."
        action={<Button onClick={() => window.location.reload()}>Sign in again</Button>}
      >
        Your session ended. After signing in you’ll be back on this page.
      </EmptyState>
    )
  }
  return (
    <div role="alert">
      <EmptyState
        title={`We couldn’t load your ${what}.`}
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        Nothing has changed on our side of the sync.
      </EmptyState>
    </div>
  )
}
