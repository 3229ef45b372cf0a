'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { ChartFrame, ChartPlace } from '@/components/charts/chart-frame.client'
import { LazyLines } from '@/components/charts/charts.client'

/** People and groups over the last thirty days. The last point is now. */
export function Growth({ line }: { line: readonly { day: string; users: number; groups: number }[] }) {
  const t = useTranslations('overview.growth')
  const format = useFormatter()
  const days = line.map(({ day, users, groups }, at) => ({
    at: at === line.length - 1 ? t('now') : format.dateTime(new Date(day), { ...SHORT, timeZone: 'UTC' }),
    users,
    groups,
  }))
  if (line.length < 2) return <p className="text-cell text-fg-2">{t('tomorrow')}</p>
  return (
    <ChartFrame
      table={{
        label: t('title'),
        summary: t('table'),
        header: [t('day'), t('users'), t('groups')],
        rows: days
          .map(({ at, users, groups }) => [at, format.number(users), format.number(groups)])
          .toReversed(),
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <ChartPlace title={t('users')}>
          <LazyLines
            label={t('usersChart')}
            data={days}
            format={(value) => format.number(value, { notation: 'compact' })}
            series={[{ key: 'users', name: t('users'), color: 'var(--accent)' }]}
          />
        </ChartPlace>
        <ChartPlace title={t('groups')}>
          <LazyLines
            label={t('groupsChart')}
            data={days}
            format={(value) => format.number(value, { notation: 'compact' })}
            series={[{ key: 'groups', name: t('groups'), color: 'var(--idp-fg)' }]}
          />
        </ChartPlace>
      </div>
    </ChartFrame>
  )
}

const SHORT = { day: 'numeric', month: 'short' } as const
