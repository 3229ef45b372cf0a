import type { ReactNode } from 'react'
import type { Theme } from '../theme'
import { NowProvider } from '../ui/relative-time.client'
import { type Account, AccountMenu } from './account-menu.client'
import { Navigation } from './navigation.client'
import { ShellFrame } from './shell.client'
import { SkipLink } from './skip-link'
import { type Company, TenantSwitcher } from './tenant-switcher.client'

/** Sidebar and frame of every signed-in page. `now` is the server's clock in ms; `tools` sits in each page's top bar. */
export function Shell({
  company,
  companies,
  account,
  theme,
  sidebarCollapsed,
  now,
  tools,
  mayAudit,
  children,
}: {
  company: Company
  companies: readonly Company[]
  account: Account
  theme: Theme
  sidebarCollapsed: boolean
  now: number
  tools?: ReactNode
  /** The member's role may read the audit log. */
  mayAudit: boolean
  children: ReactNode
}) {
  const sidebar = (
    <div className="flex h-full flex-col">
      <div className="p-2">
        <TenantSwitcher company={company} companies={companies} />
      </div>
      <Navigation tenant={company.slug} mayAudit={mayAudit} />
      <div className="mt-auto border-t p-2">
        <AccountMenu account={account} theme={theme} />
      </div>
    </div>
  )
  return (
    <NowProvider now={now}>
      <SkipLink />
      <ShellFrame navigation={sidebar} tools={tools} initiallyCollapsed={sidebarCollapsed}>
        {children}
      </ShellFrame>
    </NowProvider>
  )
}
