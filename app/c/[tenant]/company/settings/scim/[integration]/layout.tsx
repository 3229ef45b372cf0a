import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { CopyText } from '@/components/ui/copy-field.client'
import { TabLinks } from '@/components/ui/tab-links.client'
import { getTranslations } from '@/lib/auth/language'
import { scimBaseUrl } from '@/lib/auth/session'
import { listTokens } from '@/lib/integrations/tokens'
import { IntegrationMenu } from '../menu.client'
import { menuFacts } from '../menu-facts'
import { IntegrationStatus } from '../status'
import { Detected } from './detected.client'
import { loadIntegration } from './load'
import { RenameTitle } from './rename-title.client'

const TABS = ['overview', 'connect', 'tokens', 'group-settings', 'activity', 'settings'] as const

export default async function IntegrationLayout({
  params,
  children,
}: LayoutProps<'/c/[tenant]/company/settings/scim/[integration]'>) {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const [baseUrl, tokens] = await Promise.all([scimBaseUrl(tenant), listTokens(ctx, id)])
  const canWrite = ctx.permissions.has('integrations.write')
  return (
    <Page
      breadcrumb={[
        { label: t('scimSettings.company') },
        { label: t('scimSettings.companySettings') },
        { label: t('scimSettings.title'), href: routes.scimSettings(tenant) },
        { label: integration.name },
      ]}
      title={integration.name}
      aside={
        <>
          {canWrite && <RenameTitle tenant={tenant} id={id} name={integration.name} />}
          {integration.provider !== 'other' && (
            <Badge>{t(`scimSettings.provider.${integration.provider}`)}</Badge>
          )}
          <IntegrationMenu
            tenant={tenant}
            integration={menuFacts(integration, tokens)}
            baseUrl={baseUrl}
            refusals={{
              ...(!canWrite && { write: t('scimSettings.onlyAdminsChange') }),
              ...(!ctx.permissions.has('integrations.delete') && { delete: t('scimSettings.onlyOwners') }),
            }}
          />
        </>
      }
      text={
        // A state of many words has one line as one of few: the page stays where it is when they change.
        <span data-wide className="flex flex-col gap-1">
          <IntegrationStatus status={integration.status} />
          <CopyText label={t('scimSettings.menu.baseUrl')} value={baseUrl} />
          {integration.detected && (
            <Detected
              tenant={tenant}
              id={id}
              provider={integration.detected}
              refusal={canWrite ? undefined : t('scimSettings.onlyAdminsChange')}
            />
          )}
        </span>
      }
      tabs={
        <TabLinks
          label={t('scimSettings.tabs.label')}
          tabs={TABS.map((tab) => ({
            href: routes.integrationTab(tenant, id, tab),
            label: t(`scimSettings.tabs.${tab}`),
            count: (tab === 'activity' && integration.openProblems) || undefined,
          }))}
        />
      }
    >
      {children}
    </Page>
  )
}
