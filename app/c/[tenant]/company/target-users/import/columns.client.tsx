'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { IMPORT_FIELDS, type ImportField } from '@/lib/directory/local/import/choices'
import { type Mapping, type Sheet, takesEmail } from './sheet'

/** How many values of a column show what it holds. */
const SAMPLES = 3

/** On narrow screens the cells of a row stand under each other. */
const stacked = 'max-sm:block max-sm:h-auto max-sm:px-5 max-sm:py-1'

/** Step 2: what each column becomes; guessed, and corrected here. */
export function ColumnsStep({
  sheet,
  initial,
  onBack,
  onDone,
}: {
  sheet: Sheet
  initial: Mapping
  onBack: () => void
  onDone: (mapping: Mapping) => void
}) {
  const t = useTranslations('import.columns')
  const fields = useTranslations('local.fields')
  const [mapping, setMapping] = useState(initial)
  const { name, encoding, separator, columns, rows } = sheet
  const options = [
    { value: '', label: t('skip') },
    ...IMPORT_FIELDS.map((field) => ({ value: field as string, label: fields(field) })),
  ]
  const twice = IMPORT_FIELDS.find((field) => mapping.filter((one) => one === field).length > 1)
  const isNamed = mapping.includes('userName') || mapping.includes('email')
  const reason = twice ? t('twice', { field: fields(twice) }) : isNamed ? undefined : t('noUserName')

  function choose(column: number, value: string) {
    const field = IMPORT_FIELDS.find((one): one is ImportField => one === value) ?? null
    setMapping(mapping.map((before, index) => (index === column ? field : before)))
  }

  return (
    <Card
      title={t('title')}
      description={t('summary', { name, encoding, separator, rows: rows.length, columns: columns.length })}
      flush
      footer={
        <>
          <Button onClick={onBack}>{t('back')}</Button>
          <Button variant="primary" reason={reason} onClick={() => onDone(mapping)}>
            {t('check')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2 px-5 pb-3">
        {reason && <Notice tone="warn">{reason}</Notice>}
        {!reason && takesEmail(mapping) && <Notice>{t('userNameFromEmail')}</Notice>}
        <p className="text-fg-3 text-meta">{t('emptyCells')}</p>
      </div>
      <Table label={t('title')} className="max-sm:block">
        <TableHead className="max-sm:sr-only">
          <tr>
            <HeaderCell>{t('column')}</HeaderCell>
            <HeaderCell>{t('sample')}</HeaderCell>
            <HeaderCell>{t('field')}</HeaderCell>
          </tr>
        </TableHead>
        <tbody className="max-sm:block">
          {columns.map((header, column) => {
            const called = header || t('unnamed', { number: column + 1 })
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have no other name, and do not move
              <TableRow key={column} className="max-sm:block max-sm:py-3">
                <Cell className={cn(stacked, 'truncate font-medium sm:max-w-48')}>{called}</Cell>
                <Cell className={cn(stacked, 'truncate text-fg-2 sm:max-w-72')}>
                  {samplesOf(sheet, column).join(' · ') || <span className="text-fg-3">{t('empty')}</span>}
                </Cell>
                <Cell className={cn(stacked, 'sm:min-w-48')}>
                  <Select
                    aria-label={t('fieldOf', { column: called })}
                    value={mapping[column] ?? ''}
                    options={options}
                    onChange={(event) => choose(column, event.currentTarget.value)}
                  />
                </Cell>
              </TableRow>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}

function samplesOf({ rows }: Sheet, column: number): string[] {
  const samples: string[] = []
  for (const row of rows) {
    const value = row[column]
    if (value) samples.push(value)
    if (samples.length === SAMPLES) break
  }
  return samples
}
