'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { type ReactNode, useEffect, useRef } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { NewRows } from '@/components/data/held-rows.client'
import { Histogram } from '@/components/data/histogram.client'
import { useRowKeys } from '@/components/data/row-keys.client'
import { LoadFailed } from '@/components/data/trouble.client'
import { readJson } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { Chart } from '@/lib/activity/chart'
import type { RequestLines } from '@/lib/activity/log'
import { useColumns } from './columns.client'
import { useLines } from './lines.client'
import { useOrder } from './order.client'
import { LogRows } from './rows.client'
import { type Asked, activityHref, activityParsers, isNarrowed, NO_FILTERS } from './search'
import { type ChangeState, LogToolbar } from './toolbar.client'

const RESULTS = ['write', 'failed', 'refused', 'read'] as const

/** Every request as a sentence, the newest first. */
export function ActivityLog({
  tenant,
  integration,
  tokens,
  initial,
  views,
}: {
  tenant: string
  integration: { id: string; name: string; isWaiting: boolean }
  tokens: readonly { value: string; label: string }[]
  initial: { asked: Asked; lines: RequestLines }
  views: ReactNode
}) {
  const t = useTranslations('activity')
  const [state, setState] = useQueryStates(activityParsers)
  const change: ChangeState = (next, history = 'push') => void setState(next, { history })
  const body = useRef<HTMLTableSectionElement>(null)
  const columns = useColumns(tenant)
  const isLive = state.live !== 'off'
  const { list, rows, waiting, show, reached } = useLines(tenant, integration.id, state, {
    initial,
    isLive,
    mayJoin: () => window.scrollY < 40 && !document.querySelector('[role=dialog]'),
  })
  const order = useOrder()
  useEffect(() => {
    order.ids = rows.map(({ id }) => id)
  }, [order, rows])
  const chart = useQuery({
    queryKey: ['console', tenant, 'requests', 'chart', integration.id, state.range, state.from, state.to],
    queryFn: ({ signal }) =>
      readJson<Chart>(activityHref(`/api/console/${tenant}/requests/${integration.id}/chart`, state), signal),
    placeholderData: (before) => before,
  })

  function showNew() {
    window.scrollTo({ top: 0 })
    show()
  }
  useRowKeys(body, { showNew })

  const isEmpty = list.isSuccess && rows.length === 0 && !list.hasNextPage
  if (isEmpty && !isNarrowed(state) && integration.isWaiting) {
    return (
      <Card>
        <EmptyState
          title={t('never')}
          action={
            <ButtonLink variant="primary" href={routes.integrationTab(tenant, integration.id, 'connect')}>
              {t('connect')}
            </ButtonLink>
          }
        >
          {t('neverText')}
        </EmptyState>
      </Card>
    )
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <LogToolbar
        path={`/api/console/${tenant}/export/requests/${integration.id}`}
        reads={chart.data?.totals.read}
        {...{ state, change, tokens, columns, views }}
      />
      <Histogram
        label={t('chart')}
        chart={chart.data}
        series={RESULTS.filter((result) => result !== 'read' || state.reads === 'show').map((id) => ({
          id,
          label: t(`results.${id}`),
        }))}
        isZoomed={state.from > 0}
        onZoom={(from, to) => change({ from, to, range: '' })}
        onReset={() => change({ from: 0, to: 0 })}
      />
      <div className="relative">
        {waiting > 0 && <NewRows text={t('newRequests', { count: waiting })} onShow={showNew} />}
        <div className="rounded-card border bg-surface lg:overflow-clip">
          {list.isError && rows.length === 0 ? (
            <LoadFailed title={t('failed')} error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <LogRows
              tenant={tenant}
              integrationId={integration.id}
              look={state}
              isBusy={list.isFetching}
              {...{ rows, columns, body }}
            />
          )}
          {isEmpty && (
            <EmptyState
              title={t(isNarrowed(state) ? 'none' : 'noWrites')}
              action={
                isNarrowed(state) ? (
                  <Button onClick={() => change(NO_FILTERS)}>{t('clearFilters')}</Button>
                ) : (
                  <Button onClick={() => change({ reads: 'show' })}>{t('showReadsOnly')}</Button>
                )
              }
            />
          )}
          <Further
            key={rows.length}
            reached={rows.length === 0 || reached ? reached : null}
            hasMore={list.hasNextPage}
            isBusy={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </div>
      </div>
    </div>
  )
}

/** The end of what has been read: goes on by itself when it comes into view, and says how far a search has looked. */
function Further({
  reached,
  hasMore,
  isBusy,
  onMore,
}: {
  reached: string | null
  hasMore: boolean
  isBusy: boolean
  onMore: () => void
}) {
  const t = useTranslations('activity')
  const format = useFormatter()
  const mark = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  more.current = onMore
  useEffect(() => {
    if (!hasMore || isBusy || reached || !mark.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && more.current(), {
      rootMargin: '600px',
    })
    observer.observe(mark.current)
    return () => observer.disconnect()
  }, [hasMore, isBusy, reached])
  if (!hasMore) return null
  return (
    <div
      ref={mark}
      className="flex flex-wrap items-center justify-center gap-3 px-4 py-3 text-cell text-fg-2"
    >
      {reached && (
        <span>
          {t('searchedBack', {
            at: format.dateTime(new Date(reached), { dateStyle: 'medium', timeStyle: 'short' }),
          })}
        </span>
      )}
      <Button size="sm" disabled={isBusy} onClick={onMore}>
        {t(isBusy ? 'loading' : reached ? 'searchFurther' : 'older')}
      </Button>
    </div>
  )
}
