import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import { type Route, routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Avatar } from '@/components/ui/avatar'
import { OriginBadge } from '@/components/ui/badge'
import { StatusPill } from '@/components/ui/status-pill'
import { TabLinks } from '@/components/ui/tab-links.client'
import { listFailuresOf } from '@/lib/activity/failures'
import { getTranslations } from '@/lib/auth/language'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import { getTargetUser, type TargetUser } from '@/lib/directory/target'
import { unlessMissing } from '../../found'
import { ChangePerson } from '../../local/changes'
import { ManagedByLine } from '../../managed-by'
import { MaskedNote } from '../../masked-note'
import { PersonBanners } from './banners'
import { SuspendButton } from './suspension.client'

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
  const [{ ctx, user }, t] = await Promise.all([lookUp(tenant, id), getTranslations()])
  const company = ctx.tenantName
  if (!user) return { title: t('users.person.gone', { company }) }
  return { title: t('users.person.title', { name: user.name, company }) }
}

export type PersonTab = 'profile' | 'groups' | 'activity' | 'raw'

/** Who it is, what to know of them, and the tabs. */
export async function PersonFrame({
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
  const { ctx } = await lookUp(tenant, user.id)
  const [t, failures] = await Promise.all([getTranslations(), listFailuresOf(ctx, user.id)])
  const mayWrite = ctx.permissions.has('directory.write')
  const path = routes.user(tenant, user.id)
  const tab = (name: PersonTab, href: string, count?: number) => ({
    label: t(`users.person.${name}`),
    href: href as Route,
    count,
    current: name === here,
  })
  return (
    <Page
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: routes.users(tenant) },
        { label: t('users.crumbs.users'), href: routes.users(tenant) },
        { label: user.name },
      ]}
      leading={<Avatar name={user.name} className="size-11 text-body" />}
      title={user.name}
      aside={
        <>
          <StatusPill
            tone={user.active ? 'ok' : 'neutral'}
            word={t(`users.${user.active ? 'active' : 'inactive'}`)}
          />
          {user.suspended && <StatusPill tone="err" word={t('users.suspended')} />}
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
            verb={user.integration ? 'lastSynced' : 'lastChange'}
          />
        </span>
      }
      actions={
        <>
          {!user.suspended && (
            <SuspendButton
              tenant={tenant}
              id={user.id}
              name={user.name}
              source={user.integration?.name ?? t('users.suspension.nobody')}
              reason={mayWrite ? undefined : t('users.suspension.onlyAdmins')}
            />
          )}
          <ChangePerson tenant={tenant} user={user} />
        </>
      }
      tabs={
        <TabLinks
          label={t('users.person.about')}
          tabs={[
            tab('profile', path),
            tab('groups', `${path}/groups`, user.groups),
            tab('activity', `${path}/activity`),
            tab('raw', `${path}/raw`),
          ]}
        />
      }
    >
      <PersonBanners {...{ tenant, user, mayWrite, failures }} />
      <MaskedNote ctx={ctx} />
      {children}
    </Page>
  )
}
