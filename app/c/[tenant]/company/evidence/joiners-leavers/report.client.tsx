'use client'

import { useCallback, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { ExportMenu } from '@/components/data/export-menu.client'
import type { ListFilter } from '@/components/data/toolbar.client'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { MovementEntry, MovementPage } from '@/lib/evidence/movements'
import { useMovementColumns } from './columns.client'
import { DayFilter } from './day-filter.client'
import { Sample } from './sample.client'

const idOf = ({ id }: MovementEntry) => id

/** Who came and went, kept alive, and the sample that is drawn of them. */
export function MovementsReport({
  tenant,
  limitHours,
  sampleSize,
}: {
  tenant: string
  limitHours: number
  sampleSize: number
}) {
  const list = useList<MovementEntry>(tenant, 'movements')
  const t = useTranslations('evidence.movements')
  const words: ListWords = useCallback((word, values) => t(`words.${word}`, values), [t])
  const read = (list.query.data as MovementPage | undefined)?.report
  // What was read last stays while other rows could not be: the list below says so, and nothing jumps.
  const [report, setReport] = useState(read)
  if (read && read !== report) setReport(read)
  const day = (name: 'from' | 'to'): ListFilter => ({
    name,
    label: t(`filters.${name}`),
    control: (filter) => <DayFilter {...filter} />,
  })
  return (
    <>
      <div>
        <h2 className="text-section">{t('title')}</h2>
        <p className="mt-0.5 max-w-[72ch] text-cell text-fg-2">{t('text', { hours: limitHours })}</p>
        {report && (
          <p role="status" className="mt-1 font-medium text-body">
            {t('period', { from: report.period.from, to: report.period.to })}
          </p>
        )}
      </div>
      {report && <Counts of={report.counts} />}
      <div className="min-w-0">
        <Sample list={list} size={sampleSize} includesToday={report?.period.includesToday ?? false} />
        <DataTable
          list={list}
          words={words}
          {...useMovementColumns(limitHours)}
          rowId={idOf}
          rowHref={({ userId, userName }) => (userName === null ? undefined : routes.user(tenant, userId))}
          filters={[
            {
              name: 'movement',
              label: t('filters.movement'),
              options: (['joined', 'returned', 'left'] as const).map((value) => ({
                value,
                label: t(`counts.${value}`),
              })),
            },
            day('from'),
            day('to'),
          ]}
          searchLabel={t('search')}
          actions={<ExportMenu tenant={tenant} list="movements" search={list.search} />}
          empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
        />
      </div>
      {report && (
        <Card title={t('known.title')}>
          <ul className="flex max-w-[80ch] list-disc flex-col gap-1.5 ps-4 text-cell text-fg-2">
            {(['arrived', 'refused', 'nobody', 'before', 'here'] as const).map((part) => (
              <li key={part}>{t(`known.${part}`, { days: report.requestLogDays })}</li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Counts({ of }: { of: MovementPage['report']['counts'] }) {
  const t = useTranslations('evidence.movements')
  const format = useFormatter()
  const sum = (fits: (each: (typeof of)[number]) => boolean) =>
    of.filter(fits).reduce((total, { count }) => total + count, 0)
  return (
    <dl className="grid gap-3 sm:grid-cols-3">
      {(['joined', 'returned', 'left'] as const).map((movement) => (
        <div key={movement} className="min-w-0 rounded-card border bg-surface px-4 py-3">
          <dt className="text-fg-2 text-meta">{t(`counts.${movement}`)}</dt>
          <dd className="mt-1 tabular-nums">
            <span className="text-figure">{format.number(sum((each) => each.movement === movement))}</span>
            <span className="block text-fg-3 text-meta">
              {t('byProvider', { count: sum((each) => each.movement === movement && each.byProvider) })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
