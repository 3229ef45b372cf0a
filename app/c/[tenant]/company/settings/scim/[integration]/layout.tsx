import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { TabLinks } from '@/components/ui/tab-links.client'
import { PROVIDERS } from '@/lib/integrations/input'
import { IntegrationStatus } from '../status'
import { loadIntegration } from './load'

const TABS = {
  overview: 'Overview',
  connect: 'Connect',
  tokens: 'Tokens',
  'group-settings': 'Group Settings',
  settings: 'Settings',
} as const

export default async function IntegrationLayout({
  params,
  children,
}: LayoutProps<'/c/[tenant]/company/settings/scim/[integration]'>) {
  const { tenant, integration: id } = await params
  const { integration } = await loadIntegration(tenant, id)
  return (
    <Page
      breadcrumb={[
        { label: 'Company' },
        { label: 'Company Settings' },
        { label: 'SCIM Settings', href: routes.scimSettings(tenant) },
        { label: integration.name },
      ]}
      title={integration.name}
      aside={integration.provider !== 'other' && <Badge>{PROVIDERS[integration.provider]}</Badge>}
      text={<IntegrationStatus status={integration.status} />}
      tabs={
        <TabLinks
          label="Integration"
          tabs={Object.entries(TABS).map(([tab, label]) => ({
            href: routes.integrationTab(tenant, id, tab as keyof typeof TABS),
            label,
          }))}
        />
      }
    >
      {children}
    </Page>
  )
}
