import Link from 'next/link'
import { routes } from '@/components/routes'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getTranslations } from '@/lib/auth/language'
import type { IntegrationOverview } from '@/lib/integrations/integrations'
import type { Token } from '@/lib/integrations/tokens'
import type { Permission } from '@/lib/tenancy/permissions'
import { IntegrationMenu } from './menu.client'
import { menuFacts } from './menu-facts'
import { ProviderMark } from './new/provider-mark'
import { IntegrationState } from './status'
import { tokensSummary } from './tokens-summary'

/** The integrations of a company. Narrow screens keep the name, the state and the last request. */
export async function IntegrationTable({
  tenant,
  integrations,
  menu,
}: {
  tenant: string
  integrations: readonly IntegrationOverview[]
  /** What the ⋯ menu of each row needs; without it there is none. `tokens` are those of all of them. */
  menu?: { tokens: readonly Token[]; baseUrl: string; permissions: ReadonlySet<Permission> }
}) {
  const t = await getTranslations()
  const refusals = {
    ...(!menu?.permissions.has('integrations.write') && { write: t('scimSettings.onlyAdminsChange') }),
    ...(!menu?.permissions.has('integrations.delete') && { delete: t('scimSettings.onlyOwners') }),
  }
  const count = (number: number) => t('scimSettings.table.count', { number })
  return (
    <Table label={t('scimSettings.table.label')}>
      <TableHead>
        <tr>
          <HeaderCell>{t('scimSettings.table.name')}</HeaderCell>
          <HeaderCell className="max-lg:hidden">{t('scimSettings.table.provider')}</HeaderCell>
          <HeaderCell>{t('scimSettings.table.status')}</HeaderCell>
          <HeaderCell className="max-md:hidden">{t('scimSettings.table.groupSync')}</HeaderCell>
          <HeaderCell className="text-end max-md:hidden">{t('scimSettings.table.users')}</HeaderCell>
          <HeaderCell className="text-end max-md:hidden">{t('scimSettings.table.groups')}</HeaderCell>
          <HeaderCell className="max-sm:hidden">{t('scimSettings.table.lastRequest')}</HeaderCell>
          <HeaderCell className="max-xl:hidden">{t('scimSettings.table.tokens')}</HeaderCell>
          {menu && (
            <HeaderCell>
              <span className="sr-only">{t('scimSettings.table.actions')}</span>
            </HeaderCell>
          )}
        </tr>
      </TableHead>
      <tbody>
        {integrations.map((integration) => (
          <TableRow key={integration.id} className="relative transition-colors hover:bg-hover">
            <Cell className="font-medium">
              <Link
                prefetch={false}
                href={routes.integrationTab(tenant, integration.id, 'overview')}
                className="break-words after:absolute after:inset-0"
              >
                {integration.name}
              </Link>
            </Cell>
            <Cell className="text-fg-2 max-lg:hidden">
              <span className="flex items-center gap-2">
                <ProviderMark provider={integration.provider} />
                {t(`scimSettings.provider.${integration.provider}`)}
              </span>
              {integration.detected && (
                <span className="block ps-8 text-fg-3 text-meta">
                  {t('scimSettings.detected.label', {
                    provider: t(`scimSettings.provider.${integration.detected}`),
                  })}
                </span>
              )}
            </Cell>
            <Cell>
              <IntegrationState status={integration.status} />
            </Cell>
            <Cell className="text-fg-2 max-md:hidden">
              {t(integration.groupSync ? 'scimSettings.table.on' : 'scimSettings.table.off')}
            </Cell>
            <Cell className="text-end tabular-nums max-md:hidden">{count(integration.users)}</Cell>
            <Cell className="text-end tabular-nums max-md:hidden">{count(integration.groups)}</Cell>
            <Cell className="text-fg-2 max-sm:hidden">
              {integration.lastRequestAt ? (
                <RelativeTime at={integration.lastRequestAt.toISOString()} />
              ) : (
                t('scimSettings.table.never')
              )}
            </Cell>
            <Cell className="whitespace-nowrap text-fg-2 max-xl:hidden">
              {tokensSummary(t, integration.liveTokens, integration.nextExpiry, Date.now())}
            </Cell>
            {menu && (
              <Cell className="w-px">
                <span className="relative z-10 flex justify-end">
                  <IntegrationMenu
                    tenant={tenant}
                    integration={menuFacts(integration, menu.tokens)}
                    baseUrl={menu.baseUrl}
                    refusals={refusals}
                    canOpen
                  />
                </span>
              </Cell>
            )}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
