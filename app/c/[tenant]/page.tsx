import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations, getWords } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { getOverview } from '@/lib/overview/overview'
import { ChangeFeed } from './change-feed'
import { IntegrationTable } from './company/settings/scim/integration-table'
import { Figure, Figures } from './figures'
import { NeedsAttention } from './overview/attention'
import { FirstRun } from './overview/first-run'
import { Growth } from './overview/growth.client'
import { Requests } from './overview/requests.client'

type Props = PageProps<'/c/[tenant]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'directory.read')
  return { title: `${(await getTranslations())('overview.title')} · ${tenantName}` }
}

/** Is the sync healthy, and what needs somebody. */
export default async function OverviewPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'directory.read')
  const [seen, t, words] = await Promise.all([getOverview(ctx), getTranslations(), getWords()])
  const { size, calls, integrations, changes } = seen
  const [latest] = changes
  const isNew = integrations.length === 0
  return (
    <Page breadcrumb={[{ label: t('overview.title') }]} title={ctx.tenantName}>
      {isNew && <FirstRun tenant={tenant} mayAdd={ctx.permissions.has('integrations.write')} />}
      {!isNew && (
        <NeedsAttention
          tenant={tenant}
          attention={seen.attention}
          checkedAt={t('overview.attention.time', { at: seen.checkedAt })}
        />
      )}
      {(!isNew || size.users > 0) && (
        <Figures>
          <Figure
            label={t('overview.figures.users')}
            value={size.users}
            href={routes.users(tenant)}
            note={t('overview.figures.active', {
              active: size.activeUsers,
              inactive: size.users - size.activeUsers,
            })}
          />
          <Figure label={t('overview.figures.groups')} value={size.groups} href={routes.groups(tenant)} />
          <Figure
            label={t('overview.figures.requests')}
            value={calls.total}
            note={
              calls.total > 0 && t('overview.figures.succeeded', { share: calls.succeeded / calls.total })
            }
          />
          <Figure
            label={t('overview.figures.change')}
            text={latest ? <RelativeTime at={latest.at.toISOString()} /> : t('overview.figures.none')}
            note={latest && `${latest.actor} ${words(latest.text)}`}
          />
        </Figures>
      )}
      {!isNew && (
        <>
          <Card flush title={t('overview.integrations')}>
            <IntegrationTable tenant={tenant} integrations={integrations} />
          </Card>
          <div className="grid gap-8 xl:grid-cols-2">
            <Card title={t('overview.growth.title')}>
              <Growth line={seen.line} />
            </Card>
            <Card title={t('overview.requests.title')}>
              <Requests bars={seen.bars} />
            </Card>
          </div>
          <Card title={t('overview.changes')}>
            <ChangeFeed tenant={tenant} changes={changes} />
          </Card>
        </>
      )}
    </Page>
  )
}
