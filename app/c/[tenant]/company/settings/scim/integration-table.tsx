import Link from 'next/link'
import { routes } from '@/components/routes'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { PROVIDERS } from '@/lib/integrations/input'
import type { IntegrationOverview } from '@/lib/integrations/integrations'
import { IntegrationState } from './status'
import { tokensSummary } from './tokens-summary'

const number = new Intl.NumberFormat('en')

/** The integrations of a company. Narrow screens keep the name, the state and the last request. */
export function IntegrationTable({
  tenant,
  integrations,
}: {
  tenant: string
  integrations: readonly IntegrationOverview[]
}) {
  return (
    <Table label="Integrations">
      <TableHead>
        <tr>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell className="max-lg:hidden">Provider</HeaderCell>
          <HeaderCell>Status</HeaderCell>
          <HeaderCell className="max-md:hidden">Group sync</HeaderCell>
          <HeaderCell className="text-right max-md:hidden">Users</HeaderCell>
          <HeaderCell className="text-right max-md:hidden">Groups</HeaderCell>
          <HeaderCell>Last request</HeaderCell>
          <HeaderCell className="max-lg:hidden">Tokens</HeaderCell>
        </tr>
      </TableHead>
      <tbody>
        {integrations.map((integration) => (
          <TableRow key={integration.id} className="relative transition-colors hover:bg-hover">
            <Cell className="font-medium">
              <Link
                href={routes.integrationTab(tenant, integration.id, 'overview')}
                className="break-words after:absolute after:inset-0"
              >
                {integration.name}
              </Link>
            </Cell>
            <Cell className="text-fg-2 max-lg:hidden">{PROVIDERS[integration.provider]}</Cell>
            <Cell>
              <IntegrationState status={integration.status} />
            </Cell>
            <Cell className="text-fg-2 max-md:hidden">{integration.groupSync ? 'On' : 'Off'}</Cell>
            <Cell className="text-right max-md:hidden">{number.format(integration.users)}</Cell>
            <Cell className="text-right max-md:hidden">{number.format(integration.groups)}</Cell>
            <Cell className="text-fg-2">
              {integration.lastRequestAt ? (
                <RelativeTime at={integration.lastRequestAt.toISOString()} />
              ) : (
                'Never'
              )}
            </Cell>
            <Cell className="whitespace-nowrap text-fg-2 max-lg:hidden">
              {tokensSummary(integration.liveTokens, integration.nextExpiry, Date.now())}
            </Cell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
