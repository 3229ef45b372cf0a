'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { ChartFrame, ChartPlace } from '@/components/charts/chart-frame.client'
import { LazyBars } from '@/components/charts/charts.client'
import type { CallsOfDay } from '@/lib/overview/overview'

/** The calls of the last fourteen days, stacked by how they ended. */
export function Requests({ bars }: { bars: readonly CallsOfDay[] }) {
  const t = useTranslations('overview.requests')
  const format = useFormatter()
  const days = bars.map(({ day, succeeded, failed }) => ({
    at: format.dateTime(new Date(day), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    succeeded,
    failed,
  }))
  return (
    <ChartFrame
      table={{
        label: t('title'),
        summary: t('table'),
        header: [t('day'), t('succeeded'), t('failed')],
        rows: days
          .map(({ at, succeeded, failed }) => [at, format.number(succeeded), format.number(failed)])
          .toReversed(),
      }}
    >
      <ChartPlace>
        <LazyBars
          label={t('title')}
          data={days}
          format={(value) => format.number(value, { notation: 'compact' })}
          series={[
            { key: 'succeeded', name: t('succeeded'), color: 'var(--ok-dot)' },
            { key: 'failed', name: t('failed'), color: 'var(--err-dot)' },
          ]}
        />
      </ChartPlace>
    </ChartFrame>
  )
}
