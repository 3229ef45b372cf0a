import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { routes } from '@/components/routes'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { Cause } from '@/lib/activity/causes'
import type { ProblemGroup, ProblemItem } from '@/lib/activity/problems'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { StatusState } from '@/lib/integrations/status'
import type { Ctx } from '@/lib/tenancy/context'
import { ApplyAgain } from './again.client'
import { LocalGroupActs, LocalGroupNow } from './decide-group'
import { IgnoreProblems, TakeUpProblems } from './ignore.client'
import { placeHref } from './places'

/** Failures by cause, each with what to do about it. They close by themselves. */
export async function Problems({
  ctx,
  groups,
  status,
}: {
  ctx: Ctx
  groups: readonly ProblemGroup[]
  status: StatusState
}) {
  const t = await getTranslations()
  if (groups.length === 0) {
    return (
      <Card flush>
        <EmptyState title={t('problems.none')}>
          {status === 'waiting' || status === 'rejected' || status === 'expired' ? (
            t(status === 'waiting' ? 'problems.noneYet' : 'problems.noneLetIn')
          ) : (
            <span className="inline-flex items-center gap-2">
              <CircleCheck className="text-ok-dot" />
              {t('problems.noneText')}
            </span>
          )}
        </EmptyState>
      </Card>
    )
  }
  return (
    <ul className="flex flex-col gap-4" aria-label={t('activity.problems')}>
      {groups.map((group) => (
        <li key={`${group.cause} ${group.ignored !== null}`}>
          <ProblemCard ctx={ctx} group={group} />
        </li>
      ))}
    </ul>
  )
}

async function ProblemCard({ ctx, group }: { ctx: Ctx; group: ProblemGroup }) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  const { integration, cause, remedy, ignored } = group
  const reason = ctx.permissions.has('problems.write') ? undefined : t('problems.mayNot')
  const title = words(remedy.title)
  const isAlarm = cause === 'mass-change'
  const items = group.items.map((item) => <Item key={item.id} ctx={ctx} group={group} item={item} />)
  return (
    <section
      aria-label={title}
      className="flex min-w-0 flex-col gap-4 rounded-card border bg-surface px-5 py-4"
    >
      <header className="flex items-start justify-between gap-x-4">
        <div className="min-w-0">
          <h2 className="text-section">{title}</h2>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-cell text-fg-2">
            <span>{words(group.about)}</span>
            <span aria-hidden>·</span>
            <span>
              {t.rich('problems.since', {
                first: () => <RelativeTime at={group.firstAt} />,
                last: () => <RelativeTime at={group.lastAt} />,
              })}
            </span>
            <span aria-hidden className="max-sm:hidden">
              ·
            </span>
            {ignored ? (
              <Badge>{t('problems.ignored')}</Badge>
            ) : (
              <Badge tone="warn">{t(isAlarm ? 'guard.isOpen' : 'problems.failing')}</Badge>
            )}
          </p>
        </div>
        {isAlarm ? null : ignored ? (
          <TakeUpProblems tenant={ctx.tenantSlug} id={integration.id} cause={cause} reason={reason} />
        ) : (
          <IgnoreProblems
            tenant={ctx.tenantSlug}
            id={integration.id}
            cause={cause}
            title={title}
            reason={reason}
          />
        )}
      </header>
      {ignored && <p className="text-cell text-fg-2">{t('problems.ignoredBy', ignored)}</p>}
      <div className="flex max-w-[72ch] flex-col gap-2 text-body">
        <p>{words(remedy.why)}</p>
        <ol className="flex list-decimal flex-col gap-1 ps-5 marker:text-fg-3">
          {remedy.steps.map((step) => (
            <li key={step.key}>{words(step)}</li>
          ))}
        </ol>
      </div>
      {remedy.places.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {remedy.places
            .filter((place) => place !== 'problems' && place !== WHERE_IT_IS[cause])
            .map((place) => (
              <ButtonLink key={place} size="sm" href={placeHref(place, ctx.tenantSlug, integration.id)}>
                {t(`problems.places.${place}`)}
              </ButtonLink>
            ))}
        </div>
      )}
      {isAlarm ? (
        <ul className="flex flex-col divide-y">{items}</ul>
      ) : (
        <Disclosure summary={t('problems.which', { count: group.count })} open={group.count <= 3}>
          <ul className="flex flex-col divide-y">{items}</ul>
          {group.count > group.items.length && (
            <p className="pt-2 text-fg-3 text-meta">
              {t('problems.more', { count: group.count - group.items.length })}
            </p>
          )}
        </Disclosure>
      )}
    </section>
  )
}

/** What somebody can have put right here, so that the call that failed for it would go well now. */
const MAY_GO_NOW: ReadonlySet<Cause> = new Set([
  'paused',
  'group-sync-off',
  'user-exists',
  'local-conflict',
  'user-managed-elsewhere',
  'group-exists',
  'local-group-conflict',
  'no-member-known',
  'attribute-missing',
  'domain-not-allowed',
])

/** Where the one is whom such a call was refused for. */
const WHERE_IT_IS: Partial<Record<Cause, 'users' | 'groups'>> = {
  'user-exists': 'users',
  'local-conflict': 'users',
  'user-managed-elsewhere': 'users',
  'group-exists': 'groups',
}

async function Item({
  ctx,
  group: { integration, cause },
  item,
}: {
  ctx: Ctx
  group: ProblemGroup
  item: ProblemItem
}) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  const tenant = ctx.tenantSlug
  const integrationId = integration.id
  if (item.isAlarm) {
    return (
      <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 py-2 text-cell">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{words(item.detail)}</span>
        <ButtonLink size="sm" href={routes.massChange(tenant, integrationId, item.id)}>
          {t('guard.open')}
        </ButtonLink>
      </li>
    )
  }
  // Until somebody decides, it would only be refused again.
  const isUndecided = item.local !== undefined && item.local !== null && item.local.choice === null
  const where = WHERE_IT_IS[cause]
  const href = item.group
    ? routes.group(tenant, item.group.id)
    : item.requestId && routes.request(tenant, integrationId, item.requestId)
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2 text-cell">
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="block font-medium">{item.label}</span>
        <span className="block text-fg-2">{words(item.detail)}</span>
      </span>
      <span className="flex shrink-0 flex-wrap items-baseline gap-x-2 text-fg-3 text-meta">
        <span>{t('problems.times', { count: item.times })}</span>
        <RelativeTime at={item.lastAt} />
        {where && (
          <Link
            prefetch={false}
            href={placeHref(where, tenant, integrationId, item.label)}
            className="text-accent-text underline underline-offset-2"
          >
            {t(where === 'users' ? 'problems.viewPerson' : 'problems.viewGroup')}
          </Link>
        )}
        {href && (
          <Link prefetch={false} href={href} className="text-accent-text underline underline-offset-2">
            {t(item.group ? 'problems.openGroup' : 'problems.openRequest')}
          </Link>
        )}
      </span>
      {item.local !== undefined && <LocalGroupNow local={item.local} />}
      <div className="flex basis-full flex-wrap items-center gap-2 pt-1 empty:hidden">
        {item.requestId && MAY_GO_NOW.has(cause) && !isUndecided && (
          <ApplyAgain
            {...{ tenant, id: integrationId, requestId: item.requestId, integration: integration.name }}
            refusal={ctx.permissions.has('problems.write') ? undefined : t('activity.again.mayNot')}
          />
        )}
        {item.local && <LocalGroupActs ctx={ctx} id={integrationId} local={item.local} />}
      </div>
    </li>
  )
}
