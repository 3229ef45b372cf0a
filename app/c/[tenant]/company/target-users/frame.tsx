import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { TabLinks } from '@/components/ui/tab-links.client'
import { getTranslations } from '@/lib/auth/language'
import type { DirectoryState } from '@/lib/directory/target'
import type { Ctx } from '@/lib/tenancy/context'
import { AddGroups, AddPeople } from './local/entries'
import { MaskedNote } from './masked-note'

/** Heading and tabs of the two lists. */
export async function TargetUsersFrame({
  ctx,
  tenant,
  state,
  here,
  children,
}: {
  ctx: Ctx
  tenant: string
  state: DirectoryState
  here: 'users' | 'groups'
  children: ReactNode
}) {
  const t = await getTranslations()
  const tabs = (
    <TabLinks
      label={t('users.title')}
      tabs={[
        { href: routes.users(tenant), label: t('users.crumbs.users'), count: state.users },
        { href: routes.groups(tenant), label: t('users.crumbs.groups'), count: state.groups },
      ]}
    />
  )
  return (
    <Page
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: routes.users(tenant) },
        { label: t(`users.crumbs.${here}`) },
      ]}
      title={t('users.title')}
      text={t('users.text')}
      actions={here === 'users' ? <AddPeople tenant={tenant} /> : <AddGroups tenant={tenant} />}
      tabs={tabs}
    >
      <MaskedNote ctx={ctx} />
      {children}
    </Page>
  )
}
