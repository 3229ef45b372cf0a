import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import { type Route, routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Avatar } from '@/components/ui/avatar'
import { OriginBadge } from '@/components/ui/badge'
import { Notice } from '@/components/ui/notice'
import { AbsoluteTime } from '@/components/ui/relative-time.client'
import { StatusPill } from '@/components/ui/status-pill'
import { TabLinks } from '@/components/ui/tab-links.client'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import { getTargetUser, type TargetUser } from '@/lib/directory/target'
import { unlessMissing } from '../../found'
import { ChangePerson } from '../../local/entries'
import { ManagedByLine } from '../../managed-by'

const lookUp = cache(async (tenant: string, id: string) => {
  const ctx = await requireMember(tenant, 'directory.read')
  return { ctx, user: await unlessMissing(getTargetUser(ctx, id, await scimBaseUrl(tenant))) }
})

/** The person that the address names, read once for a request. */
export async function readPerson(tenant: string, id: string) {
  const { ctx, user } = await lookUp(tenant, id)
  return { ctx, user: user ?? notFound() }
}

/** `Grace Hopper · Users · Acme`. */
export async function personTitle(params: Promise<{ tenant: string; user: string }>) {
  const { tenant, user: id } = await params
  const { ctx, user } = await lookUp(tenant, id)
  if (!user) return { title: `User not found · Target Users · ${ctx.tenantName}` }
  return { title: `${user.name} · Users · ${ctx.tenantName}` }
}

export type PersonTab = 'Profile' | 'Groups' | 'History' | 'Raw'

/** Who it is, and the tabs. */
export function PersonFrame({
  tenant,
  user,
  here,
  children,
}: {
  tenant: string
  user: TargetUser
  here: PersonTab
  children: ReactNode
}) {
  const path = routes.user(tenant, user.id)
  const tab = (label: PersonTab, href: string, count?: number) => ({
    label,
    href: href as Route,
    count,
    current: label === here,
  })
  return (
    <Page
      breadcrumb={[
        { label: 'Company' },
        { label: 'Target Users', href: routes.users(tenant) },
        { label: 'Users', href: routes.users(tenant) },
        { label: user.name },
      ]}
      leading={<Avatar name={user.name} className="size-11 text-body" />}
      title={user.name}
      aside={
        <>
          <StatusPill tone={user.active ? 'ok' : 'neutral'} word={user.active ? 'Active' : 'Inactive'} />
          <OriginBadge origin={user.origin} integration={user.integration?.name} />
        </>
      }
      text={
        <span className="flex flex-wrap gap-x-4 [overflow-wrap:anywhere]">
          <span>{user.userName}</span>
          <ManagedByLine
            tenant={tenant}
            integration={user.integration}
            at={user.lastSynced}
            verb="Last synced"
          />
        </span>
      }
      actions={<ChangePerson tenant={tenant} user={user} />}
      tabs={
        <TabLinks
          label="About this user"
          tabs={[
            tab('Profile', path),
            tab('Groups', `${path}/groups`, user.groups),
            tab('History', `${path}/history`),
            tab('Raw', `${path}/raw`),
          ]}
        />
      }
    >
      {!user.active && <InactiveNotice user={user} />}
      {children}
    </Page>
  )
}

function InactiveNotice({ user }: { user: TargetUser }) {
  const { deactivated } = user
  const told = deactivated ? (
    <>
      {deactivated.why === 'deleted-by-provider' ? 'Deleted' : 'Deactivated'} by {deactivated.by} on{' '}
      <AbsoluteTime at={deactivated.at} />.
    </>
  ) : (
    'Arrived inactive.'
  )
  return (
    <Notice tone="warn" title={told}>
      {becauseOf(user)}
    </Notice>
  )
}

/** What it means for them, and what makes them active again. */
function becauseOf({ deactivated, integration }: TargetUser): string {
  if (integration && deactivated?.why === 'deleted-by-provider') {
    return `A rule of ${integration.name} keeps them here, inactive and in no group. Sent again, they come back.`
  }
  if (integration && deactivated?.why === 'left-every-group') {
    return `They left every synchronised group, and a rule of ${integration.name} deactivates whoever does.`
  }
  return integration
    ? `They keep their groups here. Assign them again in ${integration.name} to make them active.`
    : 'They keep their groups here.'
}
