import Link from 'next/link'
import { routes, withSearch } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { PastAlarms as Past } from '@/lib/guard/alarms'

/** Mass changes whose alarm is closed: what happened, how it ended, and the way to whom it was about. */
export async function PastAlarms({
  tenant,
  id,
  before,
  past: { alarms, total, older },
}: {
  tenant: string
  id: string
  /** The alarm that the page before ended at. */
  before: string | undefined
  past: Past
}) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  const href = (past?: string) =>
    withSearch(routes.integrationTab(tenant, id, 'activity'), { show: 'problems', past })
  return (
    <section aria-label={t('guard.past.title')}>
      {/* Closed, it is a line: problems come and go above it without taking it far. */}
      <Disclosure summary={t('guard.past.summary', { count: total })} open={before !== undefined}>
        {total === 0 ? (
          <p className="text-cell text-fg-2">{t('guard.past.none')}</p>
        ) : (
          <ul className="flex flex-col divide-y rounded-card border bg-surface px-4">
            {alarms.map(({ id: alarm, sentence, firstAt, ending }) => (
              <li
                key={alarm}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5 text-cell"
              >
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <Link
                    prefetch={false}
                    href={routes.massChange(tenant, id, alarm)}
                    className="font-medium text-accent-text underline underline-offset-2"
                  >
                    {words(sentence)}
                  </Link>
                  {ending && <span className="block text-fg-2">{words(ending)}</span>}
                </span>
                <span className="shrink-0 text-fg-3 text-meta tabular-nums">
                  {t('guard.past.when', { first: new Date(firstAt) })}
                </span>
              </li>
            ))}
          </ul>
        )}
        {(before !== undefined || older !== null) && (
          <nav aria-label={t('guard.past.title')} className="mt-3 flex gap-2">
            {before !== undefined && <ButtonLink href={href()}>{t('guard.past.newest')}</ButtonLink>}
            {older !== null && <ButtonLink href={href(older)}>{t('guard.past.older')}</ButtonLink>}
          </nav>
        )}
      </Disclosure>
    </section>
  )
}
