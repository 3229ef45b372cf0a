import { Figure, Figures } from '@/app/c/[tenant]/figures'
import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { routes, withSearch } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { getTranslations, getWords } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { getAlarm, listLosses } from '@/lib/guard/alarms'
import { lossSearch } from '@/lib/guard/input'
import { mayDecide } from '@/lib/guard/restore'
import { found, unlessMissing } from '../../../../../target-users/found'
import { DismissAlarm } from './dismiss.client'
import { LossesTable } from './losses-table.client'
import { RestoreAlarm } from './restore.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/mass-changes/[alarm]'>

export async function generateMetadata({ params }: Props) {
  const { tenant, integration: id, alarm: alarmId } = await params
  const ctx = await requireMember(tenant, 'activity.read')
  const [alarm, t] = await Promise.all([unlessMissing(getAlarm(ctx, id, alarmId)), getTranslations()])
  const integration = alarm?.integration.name ?? ''
  return { title: t('guard.pageTitle', { integration, company: ctx.tenantName }) }
}

/** An alarm about a mass change: what happened, to whom exactly, and the way back. */
export default async function MassChangePage({ params, searchParams }: Props) {
  const [{ tenant, integration: id, alarm: alarmId }, asked] = await Promise.all([params, searchParams])
  const ctx = await requireMember(tenant, 'activity.read')
  const search = loadSearch(asked)
  const [alarm, page, t, words] = await Promise.all([
    found(getAlarm(ctx, id, alarmId)),
    found(listLosses(ctx, alarmId, lossSearch.parse(search))),
    getTranslations(),
    getWords(),
  ])
  const may = mayDecide(ctx)
  const { outcomes } = alarm
  const problems = withSearch(routes.integrationTab(tenant, id, 'activity'), { show: 'problems' })
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-section">{t('guard.title')}</h2>
          <p className="mt-0.5 max-w-[72ch] text-cell text-fg-2">
            {t('guard.when', {
              first: new Date(alarm.firstAt),
              last: new Date(alarm.lastAt),
              isMoment: alarm.lastAt.slice(0, 19) === alarm.firstAt.slice(0, 19) ? 'yes' : 'no',
            })}
          </p>
        </div>
        <ButtonLink size="sm" href={problems}>
          {t('guard.back')}
        </ButtonLink>
      </div>
      <div role="status">
        {/* As high for what is over as for what is open: who watches does not lose their place. */}
        <Notice
          tone={alarm.closedAt ? 'ok' : 'warn'}
          title={words(alarm.sentence)}
          className="min-h-[5.25rem]"
        >
          {alarm.closedAt ? t('guard.closed') : words({ key: 'problems.causes.mass-change.fix' })}
          {alarm.ending && ` ${words(alarm.ending)}`}
          {alarm.closedAt && (
            <span className="block">{t('guard.closedOn', { at: new Date(alarm.closedAt) })}</span>
          )}
        </Notice>
      </div>
      {(alarm.restore?.isDone ||
        (!alarm.closedAt && (may.restore || may.dismiss || alarm.restore?.isRunning))) && (
        <RestoreAlarm
          tenant={tenant}
          alarm={{
            id: alarm.id,
            group: alarm.group?.name ?? null,
            losses: alarm.losses,
            outcomes,
            restore: alarm.restore,
          }}
          refusal={may.restore ? undefined : t('guard.mayNotRestore')}
          dismiss={may.dismiss && <DismissAlarm tenant={tenant} id={alarm.id} />}
        />
      )}
      {!alarm.closedAt && !may.restore && !may.dismiss && (
        <p className="text-cell text-fg-2">{t('guard.mayNot')}</p>
      )}
      <Figures>
        {(['lost', 'back', 'restored', 'refused'] as const).map((outcome) => (
          <Figure key={outcome} label={t(`guard.outcome.${outcome}`)} value={outcomes[outcome]} />
        ))}
      </Figures>
      <Hydrate queryKey={listKey(tenant, `integrations/${alarm.id}/lost`, search)} data={page}>
        <LossesTable tenant={tenant} alarm={alarm.id} isOfGroup={alarm.group !== null} />
      </Hydrate>
    </div>
  )
}
