import type { ReactNode } from 'react'
import type { Theme } from '../theme'
import { NowProvider } from '../ui/relative-time.client'
import { type Account, AccountMenu } from './account-menu.client'
import { Commands } from './commands/commands.client'
import type { May } from './commands/may'
import { Navigation } from './navigation.client'
import { OfflineBar } from './offline-bar.client'
import { ShellFrame } from './shell.client'
import { SkipLink } from './skip-link'
import { type Company, TenantSwitcher } from './tenant-switcher.client'

/** Sidebar and frame of every signed-in page. `now` is the server's clock in ms; `may` is what the role allows. */
export function Shell({
  company,
  companies,
  account,
  theme,
  sidebarCollapsed,
  now,
  may,
  baseUrl,
  tools,
  children,
}: {
  company: Company
  companies: readonly Company[]
  account: Account
  theme: Theme
  sidebarCollapsed: boolean
  now: number
  may: May
  /** The SCIM base URL, to copy from anywhere. */
  baseUrl: string
  /** What stands in the top bar beside the tools of every page. */
  tools?: ReactNode
  children: ReactNode
}) {
  const sidebar = (
    <div className="flex h-full flex-col">
      <div className="p-2">
        <TenantSwitcher company={company} companies={companies} />
      </div>
      <Navigation tenant={company.slug} mayAudit={may.audit} />
      <div className="mt-auto border-t p-2">
        <AccountMenu account={account} theme={theme} />
      </div>
    </div>
  )
  return (
    <NowProvider now={now}>
      <SkipLink />
      <ShellFrame
        navigation={sidebar}
        tools={
          <>
            {tools}
            <Commands tenant={company.slug} baseUrl={baseUrl} may={may} />
          </>
        }
        initiallyCollapsed={sidebarCollapsed}
      >
        <OfflineBar />
        {children}
      </ShellFrame>
    </NowProvider>
  )
}
