'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl'
import type { Column } from '@/components/data/columns'
import { routes } from '@/components/routes'
import { StatusText, type StatusTone } from '@/components/ui/status-pill'
import { Tooltip } from '@/components/ui/tooltip.client'
import type { RequestLine } from '@/lib/activity/log'

const TONES: Record<RequestLine['result'], StatusTone> = {
  read: 'neutral',
  write: 'ok',
  failed: 'err',
  refused: 'warn',
}

/** The columns beside what happened, which always stands. */
export function useColumns(tenant: string): Column<RequestLine>[] {
  const t = useTranslations('activity')
  return [
    { id: 'time', header: t('columns.time'), cell: (row) => <Time at={row.at} /> },
    {
      id: 'result',
      header: t('columns.result'),
      cell: (row) => (
        <StatusText tone={TONES[row.result]}>
          <span className="tabular-nums">{row.status}</span>
          <span className="sr-only">{t(`results.${row.result}`)}</span>
        </StatusText>
      ),
    },
    { id: 'method', header: t('columns.method'), from: 'md', cell: (row) => <Code text={row.method} /> },
    { id: 'path', header: t('columns.path'), optional: true, cell: (row) => <Code text={row.path} /> },
    {
      id: 'who',
      header: t('columns.who'),
      from: 'xl',
      cell: ({ who }) =>
        who && (
          <Link
            prefetch={false}
            href={who.type === 'User' ? routes.user(tenant, who.id) : routes.group(tenant, who.id)}
            className="block truncate hover:underline"
          >
            {who.label}
          </Link>
        ),
    },
    {
      id: 'token',
      header: t('columns.token'),
      optional: true,
      cell: ({ token }) => token && <Code text={`…${token}`} />,
    },
    {
      id: 'duration',
      header: t('columns.duration'),
      align: 'end',
      from: 'lg',
      cell: (row) => <Duration microseconds={row.durationMicroseconds} />,
    },
    {
      id: 'address',
      header: t('columns.address'),
      optional: true,
      cell: ({ address }) => address && <Code text={address} />,
    },
  ]
}

function Code({ text }: { text: string }) {
  return <code className="block truncate font-mono text-code text-fg-2">{text}</code>
}

/** The time of day, with the day before it when that is not today; the whole of it, and UTC, in the tooltip. */
function Time({ at }: { at: string }) {
  const format = useFormatter()
  const instant = new Date(at)
  const isToday =
    format.dateTime(instant, { dateStyle: 'short' }) === format.dateTime(new Date(), { dateStyle: 'short' })
  const exact = { dateStyle: 'medium', timeStyle: 'medium' } as const
  return (
    <Tooltip
      text={
        <>
          <span className="block tabular-nums">{`${format.dateTime(instant, exact)} .${String(instant.getMilliseconds()).padStart(3, '0')}`}</span>
          <span className="block tabular-nums">{`${format.dateTime(instant, { ...exact, timeZone: 'UTC' })} UTC`}</span>
        </>
      }
    >
      <time dateTime={at} suppressHydrationWarning className="whitespace-nowrap tabular-nums text-fg-2">
        {!isToday && `${format.dateTime(instant, { day: 'numeric', month: 'short' })} `}
        {format.dateTime(instant, { hour: '2-digit', minute: '2-digit', second: '2-digit' })}
      </time>
    </Tooltip>
  )
}

function Duration({ microseconds }: { microseconds: number }) {
  const format = useFormatter()
  const milliseconds = microseconds / 1_000
  const digits = milliseconds < 10 ? 1 : 0
  return (
    <span className="whitespace-nowrap tabular-nums text-fg-2">
      {format.number(milliseconds, {
        style: 'unit',
        unit: 'millisecond',
        unitDisplay: 'short',
        maximumFractionDigits: digits,
      })}
    </span>
  )
}
