import { ListViews } from '@/app/c/[tenant]/views/views'
import { routes, withSearch } from '@/components/routes'
import { TabLinks } from '@/components/ui/tab-links.client'
import { activitySearch } from '@/lib/activity/input'
import { listRequests } from '@/lib/activity/log'
import { listProblems } from '@/lib/activity/problems'
import { getRetentionOf } from '@/lib/activity/retention'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { listPastAlarms } from '@/lib/guard/alarms'
import { listTokens } from '@/lib/integrations/tokens'
import { loadIntegration, titleOf } from '../load'
import { ActivityLog } from './log.client'
import { PastAlarms } from './past-alarms'
import { Problems } from './problems'
import { askedOf, loadActivity } from './search'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/activity'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'activity')

/** Failures first: the problems, when there are some, and every request. */
export default async function ActivityPage({ params, searchParams }: Props) {
  const [{ tenant, integration: id }, state, { past }, t] = await Promise.all([
    params,
    loadActivity(searchParams),
    searchParams,
    getTranslations(),
  ])
  const ctx = await requireMember(tenant, 'activity.read')
  const [{ integration }, problems, retention] = await Promise.all([
    loadIntegration(tenant, id),
    listProblems(ctx, id),
    getRetentionOf(ctx, id),
  ])
  const open = problems.filter(({ ignored }) => !ignored).reduce((sum, { count }) => sum + count, 0)
  const show = state.show || (open > 0 ? 'problems' : 'requests')
  const here = routes.integrationTab(tenant, id, 'activity')
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <TabLinks
        label={t('activity.views')}
        tabs={[
          {
            href: withSearch(here, { show: 'problems' }),
            label: t('activity.problems'),
            count: open || undefined,
            current: show === 'problems',
          },
          {
            href: withSearch(here, { show: 'requests' }),
            label: t('activity.requests'),
            current: show === 'requests',
          },
        ]}
      />
      {show === 'problems' ? (
        <>
          <Problems ctx={ctx} groups={problems} status={integration.status.state} />
          <PastAlarms
            tenant={tenant}
            id={id}
            before={typeof past === 'string' ? past : undefined}
            past={await listPastAlarms(ctx, id, typeof past === 'string' ? past : undefined)}
          />
        </>
      ) : (
        <ActivityLog
          tenant={tenant}
          integration={{ id, name: integration.name, isWaiting: !integration.verified }}
          tokens={(await listTokens(ctx, id)).map((token) => ({ value: token.id, label: `…${token.hint}` }))}
          initial={{
            asked: askedOf(state),
            lines: await listRequests(ctx, id, activitySearch.parse(askedOf(state))),
          }}
          views={<ListViews ctx={ctx} list="activity" />}
        />
      )}
      <p className="text-fg-3 text-meta">
        {t(retention.own === null ? 'activity.kept' : 'activity.keptOwn', {
          days: retention.own ?? retention.company,
        })}
      </p>
    </div>
  )
}
