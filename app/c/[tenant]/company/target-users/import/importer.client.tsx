'use client'

import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Stepper } from '@/components/ui/stepper'
import type { ImportRow, RowOutcome } from '@/lib/directory/local/import/input'
import { CheckStep } from './check.client'
import { ChooseStep } from './choose.client'
import { ColumnsStep } from './columns.client'
import { guessMapping } from './guess'
import { RunStep } from './run.client'
import { type Mapping, type Sheet, toRows } from './sheet'

/** What is sent of a file, and the rows of it that are not. */
export type Batch = { sheet: Sheet; rows: readonly ImportRow[]; refused: readonly RowOutcome[] }

type Step =
  | { at: 'file' }
  | { at: 'columns'; sheet: Sheet; mapping: Mapping }
  | { at: 'check'; mapping: Mapping; batch: Batch }
  | { at: 'import'; batch: Batch }

const order = ['file', 'columns', 'check', 'import'] as const

/**
 * From a file to people: choose it, say what its columns hold, see what would happen, let it happen. `recent` stands
 * below the beginning only: what is told of many rows would push it about.
 */
export function Importer({ tenant, recent }: { tenant: string; recent: ReactNode }) {
  const t = useTranslations('import')
  const [step, setStep] = useState<Step>({ at: 'file' })
  const restart = () => setStep({ at: 'file' })
  return (
    <div className="flex flex-col gap-5">
      <Stepper steps={order.map((name) => t(`steps.${name}`))} current={order.indexOf(step.at)} />
      {step.at === 'file' && (
        <ChooseStep
          onRead={(sheet) => setStep({ at: 'columns', sheet, mapping: guessMapping(sheet.columns) })}
        />
      )}
      {step.at === 'columns' && (
        <ColumnsStep
          sheet={step.sheet}
          initial={step.mapping}
          onBack={restart}
          onDone={(mapping) => {
            const batch = { sheet: step.sheet, ...toRows(step.sheet, mapping) }
            setStep({ at: 'check', mapping, batch })
          }}
        />
      )}
      {step.at === 'check' && (
        <CheckStep
          tenant={tenant}
          batch={step.batch}
          onBack={() => setStep({ at: 'columns', sheet: step.batch.sheet, mapping: step.mapping })}
          onDone={() => setStep({ at: 'import', batch: step.batch })}
        />
      )}
      {step.at === 'import' && <RunStep tenant={tenant} batch={step.batch} onAgain={restart} />}
      {step.at === 'file' && <div className="pt-3">{recent}</div>}
    </div>
  )
}
