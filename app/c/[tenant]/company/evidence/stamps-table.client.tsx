'use client'

import { useCallback, useMemo } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { CopyText } from '@/components/ui/copy-field.client'
import { EmptyState } from '@/components/ui/empty-state'
import { UtcTime } from '@/components/ui/utc-time'
import type { ExportStamp } from '@/lib/evidence/stamps'

const idOf = ({ position }: ExportStamp) => String(position)

/** Every file that was taken away, with what tells it from every other. */
export function StampsTable({ tenant }: { tenant: string }) {
  const list = useList<ExportStamp>(tenant, 'stamps')
  const t = useTranslations('evidence.files')
  const words: ListWords = useCallback((word, values) => t(`words.${word}`, values), [t])
  return (
    <DataTable
      list={list}
      words={words}
      {...useStampColumns()}
      rowId={idOf}
      rowHref={({ position }) => routes.auditRow(tenant, position)}
      empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
    />
  )
}

function useStampColumns() {
  const t = useTranslations('evidence.files')
  const format = useFormatter()
  return useMemo(() => {
    const name: NameColumn<ExportStamp> = {
      header: t('what'),
      text: ({ what, format: kind }) => `${what}.${kind}`,
      detail: (stamp) => <FilterText stamp={stamp} />,
    }
    const columns: Column<ExportStamp>[] = [
      { id: 'when', header: t('when'), cell: ({ at }) => <UtcTime at={at} /> },
      { id: 'by', header: t('by'), cell: ({ actor }) => actor },
      {
        id: 'rows',
        header: t('rows'),
        align: 'end',
        cell: ({ contents }) => (contents ? format.number(contents.rows) : '–'),
      },
      {
        id: 'sha256',
        header: t('sha256'),
        cell: ({ contents, what }) =>
          contents ? (
            <span className="inline-flex max-w-72">
              <CopyText label={t('sha256Of', { what })} value={contents.sha256} />
            </span>
          ) : (
            <span className="text-fg-3">{t('unstamped')}</span>
          ),
        from: 'lg',
      },
    ]
    return { name, columns }
  }, [t, format])
}

/** How a list was narrowed, and that addresses were masked. */
export function FilterText({ stamp: { filter, masked } }: { stamp: ExportStamp }) {
  const t = useTranslations('evidence.files')
  const parts = filter.map(({ name, value }) => `${name}=${value}`)
  const told = parts.length === 0 ? t('unfiltered') : parts.join(' · ')
  return <>{masked ? `${told} · ${t('masked')}` : told}</>
}
