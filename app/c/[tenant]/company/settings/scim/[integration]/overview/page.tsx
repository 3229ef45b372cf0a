import Link from 'next/link'
import { ChangeFeed } from '@/app/c/[tenant]/change-feed'
import { Figure, Figures } from '@/app/c/[tenant]/figures'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { listRecentChanges } from '@/lib/history/recent'
import { listOpenProblems } from '@/lib/integrations/problems'
import { tokensSummary } from '../../tokens-summary'
import { loadIntegration, titleOf } from '../load'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/overview'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'overview')

export default async function IntegrationOverviewPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const { ctx, integration } = await loadIntegration(tenant, id)
  const [changes, problems] = await Promise.all([
    listRecentChanges(ctx, { integrationId: id }),
    listOpenProblems(ctx, id),
  ])
  return (
    <>
      {!integration.verified && (
        <Card
          title="Connect your identity provider"
          description="Copy the base URL and the token into it. This page tells when it calls."
          actions={
            <ButtonLink variant="primary" href={routes.integrationTab(tenant, id, 'connect')}>
              Connect
            </ButtonLink>
          }
        />
      )}
      <Figures>
        <Figure label="Users" value={integration.users} href={routes.users(tenant)} />
        <Figure
          label="Groups"
          value={integration.groups}
          href={routes.groups(tenant)}
          note={integration.groupSync ? undefined : 'Group sync is off'}
        />
        <Figure
          label="Tokens"
          text={tokensSummary(integration.liveTokens, integration.nextExpiry, Date.now())}
          href={routes.integrationTab(tenant, id, 'tokens')}
        />
        <Figure
          label="Last request"
          text={
            integration.lastRequestAt ? (
              <RelativeTime at={integration.lastRequestAt.toISOString()} />
            ) : (
              'None yet'
            )
          }
        />
      </Figures>
      {problems.length > 0 && (
        <Card
          title="People not provisioned yet"
          description="They were pushed as members of a group and aren’t here. Assign them to the app in your identity provider, then push the group again; each of these closes by itself."
        >
          <ul className="flex flex-col divide-y">
            {problems.map((problem) => (
              <li
                key={problem.id}
                className="flex flex-wrap items-baseline justify-between gap-x-4 py-2 text-cell first:pt-0 last:pb-0"
              >
                <span className="min-w-0 [overflow-wrap:anywhere]">{problem.detail}</span>
                <span className="text-fg-3 text-meta">
                  {problem.groupId && (
                    <>
                      <Link
                        href={routes.group(tenant, problem.groupId)}
                        className="text-accent-text underline underline-offset-2"
                      >
                        Open group
                      </Link>
                      {' · '}
                    </>
                  )}
                  last <RelativeTime at={problem.lastAt.toISOString()} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Last changes">
        <ChangeFeed tenant={tenant} changes={changes} />
      </Card>
    </>
  )
}
