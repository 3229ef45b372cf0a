import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { TabLinks } from '@/components/ui/tab-links.client'
import type { DirectoryState } from '@/lib/directory/target'

/** Heading and tabs of the two lists. */
export function TargetUsersFrame({
  tenant,
  state,
  here,
  children,
}: {
  tenant: string
  state: DirectoryState
  here: 'Users' | 'Groups'
  children: ReactNode
}) {
  const tabs = (
    <TabLinks
      label="Target Users"
      tabs={[
        { href: routes.users(tenant), label: 'Users', count: state.users },
        { href: routes.groups(tenant), label: 'Groups', count: state.groups },
      ]}
    />
  )
  return (
    <Page
      breadcrumb={[
        { label: 'Company' },
        { label: 'Target Users', href: routes.users(tenant) },
        { label: here },
      ]}
      title="Target Users"
      text="The people and groups that your identity provider sends here."
      tabs={tabs}
    >
      {children}
    </Page>
  )
}
