'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { ReadError } from '../live/read.client'
import { routes } from '../routes'
import { Button, ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** Over rows that may be old: since when, and that we are trying. */
export function StaleLine({ query }: { query: UseQueryResult<unknown> }) {
  const t = useTranslations('table')
  const format = useFormatter()
  if (!query.data || query.isPlaceholderData || query.failureCount === 0) return null
  const at = format.dateTime(query.dataUpdatedAt, { hour: '2-digit', minute: '2-digit' })
  return (
    <p role="status" className="border-b bg-warn-bg px-4 py-2 text-cell text-warn-fg">
      {t('stale', { at })}
    </p>
  )
}

/** In place of rows that never came; `title` says which. */
export function LoadFailed({ title, error, onRetry }: { title: string; error: Error; onRetry: () => void }) {
  const t = useTranslations('table')
  const status = error instanceof ReadError ? error.status : undefined
  if (status === 401) {
    return (
      <EmptyState
        title={t('signedOut.title')}
        action={<Button onClick={() => window.location.reload()}>{t('signedOut.action')}</Button>}
      >
        {t('signedOut.text')}
      </EmptyState>
    )
  }
  if (status === 404) {
    return (
      <EmptyState
        title={t('gone.title')}
        action={<ButtonLink href={routes.home}>{t('gone.action')}</ButtonLink>}
      >
        {t('gone.text')}
      </EmptyState>
    )
  }
  return (
    <div role="alert">
      <EmptyState title={title} action={<Button onClick={onRetry}>{t('failed.action')}</Button>}>
        {t('failed.text')}
      </EmptyState>
    </div>
  )
}
