import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { AbsoluteTime, RelativeTime } from '@/components/ui/relative-time.client'
import type { Failure } from '@/lib/activity/failures'
import { getTranslations, getWords } from '@/lib/auth/language'
import type { TargetUser } from '@/lib/directory/target'
import { LiftButton } from './suspension.client'

type Props = { tenant: string; user: TargetUser }

/** What everybody should know of this person before reading on; the gravest first. */
export async function PersonBanners({
  mayWrite,
  failures,
  ...person
}: Props & { mayWrite: boolean; failures: readonly Failure[] }) {
  const { user } = person
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {user.suspended && <SuspendedNotice {...person} mayWrite={mayWrite} />}
      {failures[0] && <FailedNotice failure={failures[0]} />}
      {!user.active && <InactiveNotice user={user} />}
    </div>
  )
}

async function SuspendedNotice({ tenant, user, mayWrite }: Props & { mayWrite: boolean }) {
  if (!user.suspended) return null
  const t = await getTranslations()
  const { by, at, reason } = user.suspended
  const title = user.integration
    ? t(`users.suspension.${user.active ? 'bannerActive' : 'bannerInactive'}`, {
        by,
        source: user.integration.name,
      })
    : t('users.suspension.bannerLocal', { by })
  return (
    <Notice
      tone="warn"
      title={title}
      actions={
        <LiftButton
          tenant={tenant}
          id={user.id}
          name={user.name}
          reason={mayWrite ? undefined : t('users.suspension.onlyAdmins')}
        />
      }
    >
      {t.rich('users.suspension.since', { reason, at: () => <AbsoluteTime at={at} /> })}
    </Notice>
  )
}

async function FailedNotice({ failure }: { failure: Failure }) {
  const [t, words] = [await getTranslations(), await getWords()]
  const { integration, remedy, detail, at } = failure
  return (
    <Notice
      tone="warn"
      title={t('users.person.failed', { integration: integration.name, problem: words(remedy.title) })}
    >
      <p>
        {words(remedy.why)} <RelativeTime at={at} />
      </p>
      <ol className="mt-1 list-decimal ps-5">
        {remedy.steps.map((step) => (
          <li key={step.key}>{words(step)}</li>
        ))}
      </ol>
      <Disclosure summary={t('users.person.whatToDo', { integration: integration.name })} className="mt-1">
        <p className="text-cell [overflow-wrap:anywhere]">{detail}</p>
      </Disclosure>
    </Notice>
  )
}

async function InactiveNotice({ user }: { user: TargetUser }) {
  const t = await getTranslations()
  const { deactivated, integration } = user
  const title = deactivated
    ? t.rich(`users.person.${deactivated.why === 'deleted-by-provider' ? 'deletedBy' : 'deactivatedBy'}`, {
        by: deactivated.by,
        at: () => <AbsoluteTime at={deactivated.at} />,
      })
    : t('users.person.arrivedInactive')
  return (
    <Notice tone="warn" title={title}>
      {integration
        ? t(`users.person.${becauseOf(deactivated?.why ?? null)}`, { integration: integration.name })
        : t('users.person.keepGroups')}
    </Notice>
  )
}

/** What it means for them, and what makes them active again. */
function becauseOf(why: NonNullable<TargetUser['deactivated']>['why']) {
  if (why === 'deleted-by-provider') return 'keptByRule'
  return why === 'left-every-group' ? 'leftGroups' : 'assignAgain'
}
