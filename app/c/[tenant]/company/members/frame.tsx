import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { TabLinks } from '@/components/ui/tab-links.client'
import { getTranslations } from '@/lib/auth/language'
import type { Ctx } from '@/lib/tenancy/context'
import { InviteMembers } from './invite.client'

type MembersTab = 'members' | 'invitations' | 'roles' | 'reviews'

/** The head of the pages about who may sign in: members, invitations, roles, access reviews. */
export async function MembersFrame({
  ctx,
  current,
  counts,
  children,
}: {
  ctx: Ctx
  current: MembersTab
  counts: { members?: number; invitations?: number }
  children: ReactNode
}) {
  const t = await getTranslations()
  const tenant = ctx.tenantSlug
  const tab = (name: MembersTab) => ({
    href: routes[name](tenant),
    label: t(`members.tabs.${name}`),
    current: name === current,
  })
  return (
    <Page
      breadcrumb={[
        { label: t('shell.company') },
        { label: t('members.title'), ...(current !== 'members' && { href: routes.members(tenant) }) },
        ...(current === 'members' ? [] : [{ label: t(`members.tabs.${current}`) }]),
      ]}
      title={<Head current={current} title={t('members.title')} printed={t('members.tabs.reviews')} />}
      text={<span className={current === 'reviews' ? 'print:hidden' : undefined}>{t('members.text')}</span>}
      actions={
        <InviteMembers
          tenant={tenant}
          refused={ctx.permissions.has('members.write') ? undefined : t('members.reasons.admins')}
          mayMakeOwner={ctx.permissions.has('owners.write')}
        />
      }
      tabs={
        <TabLinks
          label={t('members.tabs.label')}
          tabs={[
            { ...tab('members'), ...(counts.members !== undefined && { count: counts.members }) },
            { ...tab('invitations'), ...(counts.invitations !== undefined && { count: counts.invitations }) },
            tab('roles'),
            ...(ctx.permissions.has('audit.read') ? [tab('reviews')] : []),
          ]}
        />
      }
    >
      {children}
    </Page>
  )
}

/** On paper there are no tabs that would say what of the members it is. */
function Head({ current, title, printed }: { current: MembersTab; title: string; printed: string }) {
  if (current !== 'reviews') return title
  return (
    <>
      <span className="print:hidden">{title}</span>
      <span className="hidden print:inline">{printed}</span>
    </>
  )
}
