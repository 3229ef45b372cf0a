'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import { Badge } from '@/components/ui/badge'
import { UtcTime } from '@/components/ui/utc-time'
import type { MovementEntry } from '@/lib/evidence/movements'

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const

/** What the report says of each person. */
export function useMovementColumns(limitHours: number) {
  const t = useTranslations('evidence.movements')
  return useMemo(() => {
    const lasting = (milliseconds: number) => {
      const [unit, size] = UNITS.find(([, each]) => milliseconds >= each) ?? (['milliseconds', 1] as const)
      return t(`latency.${unit}`, { count: Math.floor((milliseconds / size) * 10) / 10 })
    }
    const name: NameColumn<MovementEntry> = {
      header: t('columns.person'),
      text: (entry) => entry.name,
      detail: ({ userName, externalId }) => [userName, externalId].filter(Boolean).join(' · '),
    }
    const columns: Column<MovementEntry>[] = [
      {
        id: 'what',
        header: t('columns.what'),
        cell: ({ action, actorName }) => (
          <span className="flex flex-col items-start">
            <span>{t(`how.${action}`)}</span>
            <span className="text-fg-2 text-meta">{actorName}</span>
          </span>
        ),
      },
      {
        id: 'asked',
        header: t('columns.asked'),
        cell: ({ askedAt, refused }) =>
          askedAt === null ? (
            <span className="text-fg-3">{t('decidedHere')}</span>
          ) : (
            <span className="flex flex-col items-start">
              <UtcTime at={askedAt} />
              {refused === null && <span className="text-fg-3 text-meta">{t('unknownRefused')}</span>}
              {refused?.firstAt && (
                <span className="text-meta text-warn-fg">
                  {t('refused', { count: refused.count })} <UtcTime at={refused.firstAt} />
                </span>
              )}
            </span>
          ),
      },
      { id: 'effective', header: t('columns.effective'), cell: ({ at }) => <UtcTime at={at} /> },
      {
        id: 'latency',
        header: t('columns.latency'),
        align: 'end',
        cell: ({ latencyMilliseconds, isLate }) =>
          latencyMilliseconds === null ? (
            '–'
          ) : (
            <span className="inline-flex items-center gap-2">
              {isLate && <Badge tone="err">{t('late', { hours: limitHours })}</Badge>}
              {lasting(latencyMilliseconds)}
            </span>
          ),
      },
    ]
    return { name, columns }
  }, [t, limitHours])
}
