import { ChevronRight } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { AuditEntry } from '@/lib/history/audit-log'

/** The log as sentences; each opens to everything that is known of it. */
export async function AuditEntries({ entries }: { entries: readonly AuditEntry[] }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  return (
    <ol aria-label={t('audit.list')} className="divide-y">
      {entries.map((entry) => (
        <li key={entry.position} id={`row-${entry.position}`} className="scroll-mt-16 target:bg-selected">
          <details className="group">
            <summary className="flex cursor-pointer list-none items-baseline gap-3 px-4 py-2.5 text-cell transition-colors hover:bg-hover max-sm:flex-wrap max-sm:gap-y-0.5 [&::-webkit-details-marker]:hidden">
              <ChevronRight className="size-3.5 shrink-0 self-center text-fg-3 transition-transform group-open:rotate-90" />
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                <span className="font-medium">{entry.actorName}</span> {words(entry.told)}
                {entry.failed && (
                  <Badge tone="warn" className="ms-2 align-middle">
                    {t('audit.failed')}
                  </Badge>
                )}
              </span>
              <span className="shrink-0 text-fg-3 text-meta max-sm:basis-full max-sm:ps-6.5">
                <RelativeTime at={entry.at.toISOString()} />
              </span>
            </summary>
            <Detail entry={entry} />
          </details>
        </li>
      ))}
    </ol>
  )
}

async function Detail({ entry }: { entry: AuditEntry }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  const unknown = <span className="font-sans text-fg-3">{t('audit.detail.unknown')}</span>
  const facts = [
    ['time', entry.at.toISOString()],
    ['action', entry.action],
    ['target', entry.target],
    ['address', entry.address],
    ['userAgent', entry.userAgent],
    ['requestId', entry.requestId],
    ['position', entry.position],
    ['fingerprint', entry.hash],
  ] as const
  return (
    <div className="grid gap-x-8 gap-y-4 border-t bg-subtle px-4 py-3 sm:ps-10.5 lg:grid-cols-2">
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-meta">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-fg-2">{t(`audit.detail.${name}`)}</dt>
            <dd className="min-w-0 break-all font-mono text-code">{value ?? unknown}</dd>
          </div>
        ))}
      </dl>
      <div className="min-w-0 text-meta">
        <p className="text-fg-2">{t('audit.detail.changes')}</p>
        {entry.pairs.length === 0 ? (
          <p className="text-fg-3">{t('audit.detail.nothing')}</p>
        ) : (
          <ul className="mt-1 flex flex-col gap-1">
            {entry.pairs.map(({ path, label, before, after }) => (
              <li key={path} className="min-w-0 [overflow-wrap:anywhere]">
                <span className="text-fg-2" title={path}>
                  {words(label)}:
                </span>{' '}
                {before !== null && <del className="text-err-fg">{words(before)}</del>}
                {before !== null && after !== null && ' → '}
                {after !== null && <ins className="text-ok-fg no-underline">{words(after)}</ins>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
