import { ArrowRight } from 'lucide-react'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { Pair } from '@/lib/history/pairs'

/** Values, old → new. */
export async function PairList({ pairs }: { pairs: readonly Pair[] }) {
  const [t, words] = [await getTranslations(), await getWords()]
  return (
    <dl className="grid gap-y-1 text-cell">
      {pairs.map(({ path, label, before, after }) => (
        <div key={path} className="grid grid-cols-[minmax(0,1fr)] gap-x-4 sm:grid-cols-[160px_minmax(0,1fr)]">
          <dt className="min-w-0 text-fg-3 [overflow-wrap:anywhere]" title={path}>
            {words(label)}
          </dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 [overflow-wrap:anywhere]">
            {before !== null && (
              <del className={after === null ? 'text-fg-2' : 'text-fg-2 no-underline'}>{words(before)}</del>
            )}
            {before !== null && after !== null && (
              <ArrowRight
                role="img"
                aria-label={t('users.timeline.became')}
                className="size-3.5 self-center text-fg-3"
              />
            )}
            {after !== null && <ins className="no-underline">{words(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
