import Link from 'next/link'
import { routes, withSearch } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { ProblemGroup, ProblemItem } from '@/lib/activity/problems'
import { getTranslations, getWords } from '@/lib/auth/language'

/** What is still wrong, by cause; each closes by itself. */
export async function OpenProblems({
  tenant,
  id,
  problems,
}: {
  tenant: string
  id: string
  problems: readonly ProblemGroup[]
}) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  return (
    <Card
      title={t('scimSettings.overview.problems')}
      description={t('scimSettings.overview.problemsText')}
      actions={
        <ButtonLink
          size="sm"
          href={withSearch(routes.integrationTab(tenant, id, 'activity'), { show: 'problems' })}
        >
          {t('overview.fix.see')}
        </ButtonLink>
      }
    >
      <ul className="flex flex-col divide-y">
        {problems.map((problem) => (
          <li key={problem.cause} className="flex flex-col gap-1 py-3 text-cell first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="font-medium text-body">{words(problem.remedy.title)}</span>
                {' · '}
                {words(problem.about)}
              </span>
              <span className="text-fg-3 text-meta">
                {t.rich('scimSettings.overview.last', { ago: () => <RelativeTime at={problem.lastAt} /> })}
              </span>
            </div>
            <ol className="flex max-w-[72ch] flex-col gap-0.5 text-fg-2">
              {problem.remedy.steps.map((step) => (
                <li key={step.key}>{words(step)}</li>
              ))}
            </ol>
            {problem.cause === 'mass-change' ? (
              problem.items.map((item) => (
                <p key={item.id}>
                  <Whom tenant={tenant} integration={problem.integration.id} item={item} />
                  {problem.items.length > 1 && <span className="block text-fg-3">{words(item.detail)}</span>}
                </p>
              ))
            ) : (
              <Disclosure summary={t('scimSettings.overview.whom')}>
                <ul className="flex flex-col gap-1.5">
                  {problem.items.map((item) => (
                    <li key={item.id} className="min-w-0 [overflow-wrap:anywhere]">
                      <Whom tenant={tenant} integration={problem.integration.id} item={item} />
                      <span className="block text-fg-3">{words(item.detail)}</span>
                    </li>
                  ))}
                </ul>
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The person or group, with a way there when they are here. */
async function Whom({
  tenant,
  integration,
  item: { id, type, label, resourceId, group, isAlarm },
}: {
  tenant: string
  integration: string
  item: ProblemItem
}) {
  if (isAlarm) {
    const t = await getTranslations()
    return (
      <Link
        prefetch={false}
        href={routes.massChange(tenant, integration, id)}
        className="font-medium text-accent-text underline underline-offset-2"
      >
        {t('guard.open')}
      </Link>
    )
  }
  const href = resourceId
    ? type === 'User'
      ? routes.user(tenant, resourceId)
      : routes.group(tenant, resourceId)
    : group && routes.group(tenant, group.id)
  if (!href) return <span className="font-medium">{label}</span>
  return (
    <Link prefetch={false} href={href} className="font-medium text-accent-text underline underline-offset-2">
      {label}
      {group?.name && ` · ${group.name}`}
    </Link>
  )
}
