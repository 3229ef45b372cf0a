import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import { type Route, routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { OriginBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { CopyText } from '@/components/ui/copy-field.client'
import { Notice } from '@/components/ui/notice'
import { TabLinks } from '@/components/ui/tab-links.client'
import { requireMember } from '@/lib/auth/session'
import { getTargetGroup, type TargetGroup } from '@/lib/directory/target'
import { unlessMissing } from '../../found'
import { ChangeGroup } from '../../local/entries'
import { ManagedByLine } from '../../managed-by'

const lookUp = cache(async (tenant: string, id: string) => {
  const ctx = await requireMember(tenant, 'directory.read')
  return { ctx, group: await unlessMissing(getTargetGroup(ctx, id)) }
})

/** The group that the address names, read once for a request. */
export async function readGroup(tenant: string, id: string) {
  const { ctx, group } = await lookUp(tenant, id)
  return { ctx, group: group ?? notFound() }
}

/** `Engineering · Groups · Acme`. */
export async function groupTitle(params: Promise<{ tenant: string; group: string }>) {
  const { tenant, group: id } = await params
  const { ctx, group } = await lookUp(tenant, id)
  if (!group) return { title: `Group not found · Target Users · ${ctx.tenantName}` }
  return { title: `${group.name} · Groups · ${ctx.tenantName}` }
}

export type GroupTab = 'Members' | 'History' | 'Raw'

/** Which group it is, and the tabs. */
export function GroupFrame({
  tenant,
  group,
  here,
  children,
}: {
  tenant: string
  group: TargetGroup
  here: GroupTab
  children: ReactNode
}) {
  const path = routes.group(tenant, group.id)
  const tab = (label: GroupTab, href: string, count?: number) => ({
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
        { label: 'Groups', href: routes.groups(tenant) },
        { label: group.name },
      ]}
      title={group.name}
      aside={<OriginBadge origin={group.origin} integration={group.integration?.name} />}
      text={<Facts tenant={tenant} group={group} />}
      actions={<ChangeGroup tenant={tenant} group={group} />}
      tabs={
        <TabLinks
          label="About this group"
          tabs={[
            tab('Members', path, group.members),
            tab('History', `${path}/history`),
            tab('Raw', `${path}/raw`),
          ]}
        />
      }
    >
      <Banner tenant={tenant} group={group} />
      {children}
    </Page>
  )
}

function Facts({ tenant, group }: { tenant: string; group: TargetGroup }) {
  const count = new Intl.NumberFormat('en')
  const inactive = group.members - group.activeMembers
  return (
    <span className="flex flex-wrap gap-x-4 [overflow-wrap:anywhere]">
      <span>
        {count.format(group.members)} {group.members === 1 ? 'member' : 'members'}
        {inactive > 0 && `, ${count.format(inactive)} inactive`}
      </span>
      <ManagedByLine
        tenant={tenant}
        integration={group.integration}
        at={group.lastChange}
        verb="Last change"
      />
      {group.externalId && (
        <span className="inline-flex min-w-0 items-baseline gap-1">
          External ID <CopyText label="external ID" value={group.externalId} />
        </span>
      )}
    </span>
  )
}

/** What keeps the group from being as the identity provider has it: the switch, else members unknown here. */
function Banner({
  tenant,
  group: { integration, synced, problems },
}: {
  tenant: string
  group: TargetGroup
}) {
  if (integration && !synced) {
    return (
      <Notice
        title="Group sync is off."
        actions={
          <ButtonLink size="sm" href={routes.integrationTab(tenant, integration.id, 'group-settings')}>
            Turn on
          </ButtonLink>
        }
      >
        This group stays, and is not updated by {integration.name}.
      </Notice>
    )
  }
  if (problems.open === 0) return null
  const people = problems.open === 1 ? '1 person who isn’t' : `${problems.open} people who aren’t`
  return (
    <Notice
      tone="warn"
      title={`${integration?.name ?? 'Your identity provider'} sent ${people} provisioned here yet.`}
    >
      Assign them to the app first, by another group than the one that is pushed, then push the group again.
      <ul className="mt-1 list-disc pl-5 [overflow-wrap:anywhere]">
        {problems.details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </Notice>
  )
}
