'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { saveFile } from '@/components/data/save-file'
import { useWords } from '@/components/messages.client'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { OUTCOMES, type Outcome } from '@/lib/directory/local/import/choices'
import type { ChangedValue, Counts, RowOutcome } from '@/lib/directory/local/import/input'
import { csvFile, errorFile, type Sheet } from './sheet'

/** Rows of one kind that are drawn; the rest are counted. */
const SHOWN = 100

const tones: Record<Outcome, string> = {
  created: 'text-ok-fg',
  changed: 'text-info-fg',
  same: 'text-fg-2',
  refused: 'text-err-fg',
}

export function countsOf(told: readonly RowOutcome[]): Counts {
  const counts = { created: 0, changed: 0, same: 0, refused: 0 }
  for (const { outcome } of told) counts[outcome]++
  return counts
}

/** What becomes of the rows, by kind: how many, and the first of each with what changes or why not. */
export function Outcomes({ told, when }: { told: readonly RowOutcome[]; when: 'willBe' | 'was' }) {
  const t = useTranslations('import.check')
  const kinds = useTranslations(`import.${when}`)
  const format = useFormatter()
  const counts = countsOf(told)
  const [chosen, setChosen] = useState<Outcome>()
  const kind = chosen ?? (counts.refused > 0 ? 'refused' : counts.created > 0 ? 'created' : 'changed')
  const ofKind = told.filter(({ outcome }) => outcome === kind).sort((a, b) => a.line - b.line)
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t('tabs')}</legend>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={outcome === kind}
            onClick={() => setChosen(outcome)}
            className={cn(
              'min-h-8 rounded-control border px-3 text-cell tabular-nums transition-colors hover:bg-hover max-sm:min-h-11',
              outcome === kind && 'border-border-strong bg-subtle font-medium',
              counts[outcome] > 0 ? tones[outcome] : 'text-fg-3',
            )}
          >
            {kinds(outcome, { count: counts[outcome] })}
          </button>
        ))}
      </fieldset>
      <div className="overflow-hidden rounded-card border">
        {ofKind.length === 0 ? (
          <p className="px-5 py-6 text-center text-body text-fg-2">{t('none')}</p>
        ) : (
          <Table label={kinds(kind, { count: ofKind.length })}>
            <TableHead>
              <tr>
                <HeaderCell className="w-16">{t('row')}</HeaderCell>
                <HeaderCell>{t('person')}</HeaderCell>
                {kind === 'changed' && <HeaderCell>{t('what')}</HeaderCell>}
                {kind === 'refused' && <HeaderCell>{t('why')}</HeaderCell>}
              </tr>
            </TableHead>
            <tbody>
              {ofKind.slice(0, SHOWN).map((row) => (
                <TableRow key={row.line}>
                  <Cell className="text-fg-3">{format.number(row.line)}</Cell>
                  <Cell className="max-w-56 truncate font-medium">{row.name || '–'}</Cell>
                  {row.outcome === 'changed' && (
                    <Cell className="text-fg-2 [overflow-wrap:anywhere]">
                      <Changes changes={row.changes} />
                    </Cell>
                  )}
                  {row.outcome === 'refused' && (
                    <Cell className="min-w-56 [overflow-wrap:anywhere]">
                      <Reasons row={row} />
                    </Cell>
                  )}
                </TableRow>
              ))}
            </tbody>
          </Table>
        )}
      </div>
      {ofKind.length > SHOWN && (
        <p className="text-fg-3 text-meta">{t('first', { shown: SHOWN, total: ofKind.length })}</p>
      )}
    </div>
  )
}

function Changes({ changes }: { changes: readonly ChangedValue[] }) {
  const t = useTranslations('import.check')
  const fields = useTranslations('local.fields')
  const shown = (change: ChangedValue, value: string | null) => {
    if (change.field !== 'active' || value === null) return value ?? ''
    return value === 'true' ? t('active') : t('inactive')
  }
  return (
    <ul className="flex flex-col gap-0.5">
      {changes.map((change) => {
        const values = {
          field: fields(change.field),
          before: shown(change, change.before),
          after: shown(change, change.after),
        }
        const way = change.before === null ? 'set' : change.after === null ? 'cleared' : 'was'
        return <li key={change.field}>{t(way, values)}</li>
      })}
    </ul>
  )
}

function Reasons({ row }: { row: Extract<RowOutcome, { outcome: 'refused' }> }) {
  const words = useWords()
  return (
    <ul className="flex flex-col gap-0.5">
      {row.reasons.map(words).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}

/** The file of refused rows with their reasons; nothing where none was refused. */
export function ErrorFileButton({ sheet, told }: { sheet: Sheet; told: readonly RowOutcome[] }) {
  const t = useTranslations('import')
  const words = useWords()
  const refused = told.filter((row) => row.outcome === 'refused')
  if (refused.length === 0) return null
  function save() {
    const reasons = new Map(refused.map(({ line, reasons }) => [line, reasons.map(words).join(' ')]))
    const name = sheet.name.replace(/\.[^.]*$/, '')
    saveFile(
      `${name} - ${t('errorFile.name')}.csv`,
      csvFile(errorFile(sheet, reasons, t('errorFile.reason'))),
    )
  }
  return <Button onClick={save}>{t('check.errors')}</Button>
}
