import { ChangeFeed } from '@/app/c/[tenant]/change-feed'
import { Figure, Figures } from '@/app/c/[tenant]/figures'
import { progressOf } from '@/app/connect-guide/progress'
import { providerName } from '@/app/connect-guide/shape'
import { routes, withSearch } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { listProblems } from '@/lib/activity/problems'
import { getTranslations } from '@/lib/auth/language'
import { listRecentChanges } from '@/lib/history/recent'
import { guideOf } from '@/lib/integrations/guides'
import { proofsOf } from '@/lib/integrations/proof'
import { getReturn } from '@/lib/integrations/returned'
import { attributesSent, countsOf } from '@/lib/integrations/sends'
import { listTokens } from '@/lib/integrations/tokens'
import { loadIntegration, titleOf } from '../load'
import { Checklist } from './checklist'
import { OpenProblems } from './problems'
import { Sends } from './sends'
import { TokenCard } from './token-card'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/overview'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'overview')

export default async function IntegrationOverviewPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const { provider, guide, groupSync, lastRequestAt } = integration
  const [changes, problems, proofs, counts, sent, tokens, report] = await Promise.all([
    listRecentChanges(ctx, { integrationId: id }),
    listProblems(ctx, id),
    proofsOf(ctx, integration, providerName(t, provider, 'start')),
    countsOf(ctx, id),
    attributesSent(ctx, id),
    listTokens(ctx, id),
    getReturn(ctx, id),
  ])
  const states = progressOf(guideOf(provider, guide.flavour), proofs, { done: guide.done, groupSync })
  const open = problems.filter(({ ignored }) => !ignored)
  const week = (count: number) =>
    t('scimSettings.overview.week', {
      delta: count > 0 ? 'up' : count < 0 ? 'down' : 'same',
      count: Math.abs(count),
    })
  return (
    <>
      {report && (
        <Notice
          actions={
            <ButtonLink size="sm" href={routes.broughtBack(tenant, id)}>
              {t('scimSettings.returned.see')}
            </ButtonLink>
          }
        >
          {t('scimSettings.returned.notice', { by: report.by, at: new Date(report.at) })}
        </Notice>
      )}
      {states.some(({ isDone }) => !isDone) && (
        <Card
          title={t('scimSettings.overview.setup')}
          description={t('scimSettings.overview.setupText')}
          actions={
            <ButtonLink variant="primary" href={routes.integrationTab(tenant, id, 'connect')}>
              {t('scimSettings.overview.goOn')}
            </ButtonLink>
          }
        >
          <Checklist states={states} proofs={proofs} />
        </Card>
      )}
      <Figures>
        <Figure
          label={t('scimSettings.overview.users')}
          value={integration.users}
          note={week(counts.week.users)}
          href={withSearch(routes.users(tenant), { integration: id })}
        />
        <Figure
          label={t('scimSettings.overview.groups')}
          value={integration.groups}
          note={groupSync ? week(counts.week.groups) : t('scimSettings.overview.groupsOff')}
          href={withSearch(routes.groups(tenant), { integration: id })}
        />
        <Figure
          label={t('scimSettings.overview.memberships')}
          value={counts.memberships}
          note={groupSync ? week(counts.week.memberships) : t('scimSettings.overview.groupsOff')}
        />
        <Figure
          label={t('scimSettings.overview.lastRequest')}
          text={
            lastRequestAt ? (
              <RelativeTime at={lastRequestAt.toISOString()} />
            ) : (
              t('scimSettings.overview.noneYet')
            )
          }
        />
      </Figures>
      {open.length > 0 && <OpenProblems tenant={tenant} id={id} problems={open} />}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,380px)]">
        <Card title={t('scimSettings.overview.changes')} className="self-start">
          <ChangeFeed tenant={tenant} changes={changes} />
        </Card>
        <div className="flex min-w-0 flex-col gap-8">
          <TokenCard tenant={tenant} id={id} tokens={tokens} />
          <Sends sent={sent} mapping={routes.mapping(tenant, id)} />
        </div>
      </div>
    </>
  )
}
