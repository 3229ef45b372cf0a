import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getWords } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { getDirectoryState } from '@/lib/directory/target'
import { listRecentChanges } from '@/lib/history/recent'
import { listIntegrations } from '@/lib/integrations/integrations'
import { ChangeFeed } from './change-feed'
import { IntegrationTable } from './company/settings/scim/integration-table'
import { Figure, Figures } from './figures'

type Props = PageProps<'/c/[tenant]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'directory.read')
  return { title: `Overview · ${tenantName}` }
}

/** Is the sync healthy, and what has happened. */
export default async function OverviewPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'directory.read')
  const [directory, integrations, changes] = await Promise.all([
    getDirectoryState(ctx),
    listIntegrations(ctx),
    listRecentChanges(ctx, 'directory'),
  ])
  const [latest] = changes
  const words = await getWords()
  return (
    <Page breadcrumb={[{ label: 'Overview' }]} title={ctx.tenantName}>
      {integrations.length === 0 && (
        <Card>
          <EmptyState
            title="Connect your identity provider — about 10 minutes."
            action={
              <ButtonLink
                variant="primary"
                href={routes.newIntegration(tenant)}
                reason={
                  ctx.permissions.has('integrations.write')
                    ? undefined
                    : 'Only Owners and Admins can add an integration.'
                }
              >
                + NEW
              </ButtonLink>
            }
          >
            Name it and choose whether groups come too, copy the base URL and the token into your identity
            provider, and watch people arrive under Target Users.
          </EmptyState>
        </Card>
      )}
      {(integrations.length > 0 || directory.users > 0) && (
        <Figures>
          <Figure label="Users" value={directory.users} href={routes.users(tenant)} />
          <Figure label="Groups" value={directory.groups} href={routes.groups(tenant)} />
          <Figure label="Integrations" value={integrations.length} href={routes.scimSettings(tenant)} />
          <Figure
            label="Last change"
            text={latest ? <RelativeTime at={latest.at.toISOString()} /> : 'None yet'}
            note={latest && `${latest.actor} ${words(latest.text)}`}
          />
        </Figures>
      )}
      {integrations.length > 0 && (
        <>
          <Card flush title="Integrations">
            <IntegrationTable tenant={tenant} integrations={integrations} />
          </Card>
          <Card title="Last changes">
            <ChangeFeed tenant={tenant} changes={changes} />
          </Card>
        </>
      )}
    </Page>
  )
}
