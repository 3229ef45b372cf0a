import { placeOf } from '@/app/c/[tenant]/overview/place-of'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { CopyText } from '@/components/ui/copy-field.client'
import { TabLinks } from '@/components/ui/tab-links.client'
import { getTranslations, getWords } from '@/lib/auth/language'
import { scimBaseUrl } from '@/lib/auth/session'
import { listTokens } from '@/lib/integrations/tokens'
import { wrongCallOf } from '@/lib/integrations/wrong-call'
import { fixOf } from '@/lib/overview/attention'
import { IntegrationMenu } from '../menu.client'
import { menuFacts } from '../menu-facts'
import { IntegrationStatus } from '../status'
import { Detected } from './detected.client'
import { loadIntegration } from './load'
import { RenameTitle } from './rename-title.client'
import { StatusRemedy } from './status-remedy.client'

const TABS = ['overview', 'connect', 'tokens', 'group-settings', 'activity', 'settings'] as const

export default async function IntegrationLayout({
  params,
  children,
}: LayoutProps<'/c/[tenant]/company/settings/scim/[integration]'>) {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t, words] = await Promise.all([
    loadIntegration(tenant, id),
    getTranslations(),
    getWords(),
  ])
  const isWaiting = integration.status.state === 'waiting'
  const [baseUrl, tokens, wrong] = await Promise.all([
    scimBaseUrl(tenant),
    listTokens(ctx, id),
    isWaiting ? wrongCallOf(ctx, integration) : undefined,
  ])
  const remedy = fixOf(integration)
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
          <IntegrationStatus
            status={integration.status}
            remedy={
              remedy ? (
                <StatusRemedy href={placeOf(tenant, { ...remedy, integration })}>
                  {words(remedy.fix)}
                </StatusRemedy>
              ) : (
                wrong && (
                  <StatusRemedy href={routes.integrationTab(tenant, id, 'connect')}>
                    {t('connect.wrong.see')}
                  </StatusRemedy>
                )
              )
            }
          />
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
