import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import { type Route, routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { OriginBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { CopyText } from '@/components/ui/copy-field.client'
import { Notice } from '@/components/ui/notice'
import { TabLinks } from '@/components/ui/tab-links.client'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { getTargetGroup, type TargetGroup } from '@/lib/directory/target'
import { unlessMissing } from '../../found'
import { ChangeGroup } from '../../local/changes'
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
  const [{ ctx, group }, t] = await Promise.all([lookUp(tenant, id), getTranslations()])
  const company = ctx.tenantName
  if (!group) return { title: t('groups.group.gone', { company }) }
  return { title: t('groups.group.title', { name: group.name, company }) }
}

export type GroupTab = 'members' | 'activity' | 'compare' | 'raw'

/** Which group it is, and the tabs. */
export async function GroupFrame({
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
  const t = await getTranslations()
  const path = routes.group(tenant, group.id)
  const tab = (name: GroupTab, href: string, count?: number) => ({
    label: t(`groups.group.${name}`),
    href: href as Route,
    count,
    current: name === here,
  })
  return (
    <Page
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: routes.users(tenant) },
        { label: t('users.crumbs.groups'), href: routes.groups(tenant) },
        { label: group.name },
      ]}
      title={group.name}
      aside={<OriginBadge origin={group.origin} integration={group.integration?.name} />}
      text={<Facts tenant={tenant} group={group} />}
      actions={<ChangeGroup tenant={tenant} group={group} />}
      tabs={
        <TabLinks
          label={t('groups.group.about')}
          tabs={[
            tab('members', path, group.members),
            tab('activity', `${path}/activity`),
            ...(group.integration ? [tab('compare', `${path}/compare`)] : []),
            tab('raw', `${path}/raw`),
          ]}
        />
      }
    >
      <Banner tenant={tenant} group={group} />
      {children}
    </Page>
  )
}

async function Facts({ tenant, group }: { tenant: string; group: TargetGroup }) {
  const t = await getTranslations()
  const inactive = group.members - group.activeMembers
  return (
    <span className="flex flex-wrap gap-x-4 [overflow-wrap:anywhere]">
      <span>
        {t('groups.group.count', { count: group.members })}
        {inactive > 0 && `, ${t('groups.group.inactive', { count: inactive })}`}
      </span>
      <ManagedByLine
        tenant={tenant}
        integration={group.integration}
        at={group.lastChange}
        verb="lastChange"
      />
      {group.externalId && (
        <span className="inline-flex min-w-0 items-baseline gap-1">
          {t('groups.group.externalId')}{' '}
          <CopyText label={t('groups.group.copyId')} value={group.externalId} />
        </span>
      )}
    </span>
  )
}

/** What keeps the group from being as the identity provider has it: the switch, else members unknown here. */
async function Banner({
  tenant,
  group: { integration, synced, problems },
}: {
  tenant: string
  group: TargetGroup
}) {
  const t = await getTranslations()
  if (integration && !synced) {
    return (
      <Notice
        title={t('groups.sync.off')}
        actions={
          <ButtonLink size="sm" href={routes.integrationTab(tenant, integration.id, 'group-settings')}>
            {t('groups.sync.turnOn')}
          </ButtonLink>
        }
      >
        {t('groups.group.stays', { integration: integration.name })}
      </Notice>
    )
  }
  if (problems.open === 0) return null
  return (
    <Notice
      tone="warn"
      title={t('groups.group.unknown', {
        integration: integration?.name ?? t('groups.group.provider'),
        count: problems.open,
      })}
    >
      {t.rich('groups.group.twoGroups', { b: (words) => <strong className="font-medium">{words}</strong> })}
      <ul className="mt-1 list-disc ps-5 [overflow-wrap:anywhere]">
        {problems.details.map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
    </Notice>
  )
}
