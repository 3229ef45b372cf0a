import { type Route, withSearch } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { AgoAndTime, RelativeTime } from '@/components/ui/relative-time.client'
import type { RefusedCall, Timeline as TimelinePage } from '@/lib/activity/person-timeline'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { HistoryRow } from '@/lib/history/changes'
import { PairList } from './pair-list'
import { RequestLink } from './request-link'

/** Old → new is shown at once up to so many values, else behind a line. */
const AT_ONCE = 4

/** What happened, the newest first. `older` pages are links, so that each can be shared. */
export async function Timeline({
  tenant,
  history,
  path,
  paged,
}: {
  tenant: string
  history: TimelinePage
  path: Route
  paged: boolean
}) {
  const t = await getTranslations()
  if (history.rows.length === 0) {
    return (
      <Card>
        <EmptyState title={t('users.timeline.nothing')}>{t('users.timeline.text')}</EmptyState>
      </Card>
    )
  }
  return (
    <div>
      <Card>
        <ol className="flex flex-col">
          {history.rows.map((row) => (
            <Moment key={row.id} tenant={tenant} row={row} />
          ))}
        </ol>
      </Card>
      {(paged || history.older) && (
        <nav aria-label={t('users.timeline.pages')} className="flex gap-2 py-3">
          {paged && (
            <ButtonLink size="sm" href={path}>
              {t('users.timeline.newest')}
            </ButtonLink>
          )}
          {history.older && (
            <ButtonLink size="sm" href={withSearch(path, { before: history.older })}>
              {t('users.timeline.older')}
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  )
}

/** One thing that happened, or was tried and refused. */
async function Moment({ tenant, row }: { tenant: string; row: HistoryRow | RefusedCall }) {
  const [t, words] = [await getTranslations(), await getWords()]
  const refused = 'problem' in row
  return (
    <li className="group/moment relative flex gap-4 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute top-[18px] -bottom-[3px] start-[3px] w-px bg-border group-last/moment:hidden"
      />
      <span
        aria-hidden
        data-dot
        className={cn(
          'mt-[7px] size-[7px] shrink-0 rounded-full',
          refused ? 'bg-err-dot' : 'bg-border-strong',
        )}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="min-w-0 text-body [overflow-wrap:anywhere]">
            {refused
              ? t('users.timeline.refused', { integration: row.integration, problem: words(row.problem) })
              : words(row.sentence)}
          </p>
          <span className="text-fg-3 text-meta">
            <span className="md:hidden">
              <RelativeTime at={row.at} />
            </span>
            <span className="max-md:hidden">
              <AgoAndTime at={row.at} />
            </span>
            {row.request && (
              <>
                {' · '}
                <RequestLink tenant={tenant} request={row.request}>
                  {t('users.timeline.request')}
                </RequestLink>
              </>
            )}
          </span>
        </div>
        {refused ? (
          <p className="mt-0.5 text-cell text-fg-2 [overflow-wrap:anywhere]">{row.detail}</p>
        ) : (
          <Pairs row={row} />
        )}
      </div>
    </li>
  )
}

/** A single value that changed stands in the sentence already, unless it was cut there. */
async function Pairs({ row: { pairs, action, sentence } }: { row: HistoryRow }) {
  const [t, words] = [await getTranslations(), await getWords()]
  const told = pairs.length === 1 && action.endsWith('.updated') && !words(sentence).includes('…')
  if (pairs.length === 0 || told) return null
  const list = (
    <div className="mt-1.5">
      <PairList pairs={pairs} />
    </div>
  )
  if (pairs.length <= AT_ONCE && !action.endsWith('.created')) return list
  return (
    <Disclosure summary={t('users.timeline.values', { count: pairs.length })} className="mt-1">
      {list}
    </Disclosure>
  )
}
