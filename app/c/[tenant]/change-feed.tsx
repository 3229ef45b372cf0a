import Link from 'next/link'
import { type Route, routes } from '@/components/routes'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { FeedEntry } from '@/lib/history/recent'

/** The latest changes as sentences, each with a way to what it is about. */
export async function ChangeFeed({ tenant, changes }: { tenant: string; changes: readonly FeedEntry[] }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  if (changes.length === 0) return <p className="text-cell text-fg-2">{t('overview.feed.nothing')}</p>
  return (
    <ol className="flex flex-col divide-y">
      {changes.map((change) => (
        <li
          key={change.id}
          className="flex items-baseline justify-between gap-4 py-2 text-cell first:pt-0 last:pb-0 max-sm:flex-col max-sm:gap-0"
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{change.actor}</span> {words(change.text)}
          </span>
          <span className="flex shrink-0 gap-2 text-fg-3 text-meta">
            <Subject tenant={tenant} change={change} />
            <RelativeTime at={change.at.toISOString()} />
          </span>
        </li>
      ))}
    </ol>
  )
}

async function Subject({ tenant, change }: { tenant: string; change: FeedEntry }) {
  const t = await getTranslations()
  const [href, word]: [Route, string] | [] = change.userId
    ? [routes.user(tenant, change.userId), t('overview.feed.openUser')]
    : change.groupId
      ? [routes.group(tenant, change.groupId), t('overview.feed.openGroup')]
      : []
  if (!href || change.isGone) return null
  return (
    <Link prefetch={false} href={href} className="text-accent-text underline underline-offset-2">
      {word}
    </Link>
  )
}
