'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { actionFailure } from '@/components/ui/action-failure'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import type { RowOutcome } from '@/lib/directory/local/import/input'
import { checkAction } from './actions'
import type { Batch } from './importer.client'
import { countsOf, ErrorFileButton, Outcomes } from './outcomes.client'
import { partOf } from './sheet'

type Checked = { told: readonly RowOutcome[]; done: number; failure?: string }

/** Step 3: what would become of every row, as the server says; nothing is written. */
export function CheckStep({
  tenant,
  batch,
  onBack,
  onDone,
}: {
  tenant: string
  batch: Batch
  onBack: () => void
  onDone: () => void
}) {
  const t = useTranslations('import.check')
  const words = useWords()
  const { sheet, rows, refused } = batch
  const [checked, setChecked] = useState<Checked>({ told: refused, done: 0 })
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(words)
  latest.current = words

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  useEffect(() => {
    let left = false
    async function check() {
      const told: RowOutcome[] = [...refused]
      for (let done = 0; done < rows.length; ) {
        const part = partOf(rows, done)
        const result = await checkAction(tenant, part)
        if (left) return
        if (!result.ok) {
          setChecked({ told, done, failure: Object.values(result.errors)[0] ?? '' })
          return
        }
        told.push(...result.data)
        done += part.length
        setChecked({ told, done })
      }
    }
    check().catch((error: unknown) => {
      if (left) return
      const failure = latest.current(actionFailure(error, 'errors.nothingChanged'))
      setChecked((before) => ({ ...before, failure }))
    })
    return () => {
      left = true
    }
  }, [tenant, rows, refused, attempt])

  const { told, done, failure } = checked
  const running = done < rows.length && failure === undefined
  const counts = countsOf(told)
  const todo = counts.created + counts.changed
  const status = t('running', { done, total: rows.length })
  return (
    <Card
      title={t('title')}
      footer={
        <>
          <Button onClick={onBack}>{running ? t('stop') : t('back')}</Button>
          {!running && <ErrorFileButton sheet={sheet} told={told} />}
          {failure !== undefined ? (
            <Button
              variant="primary"
              onClick={() => {
                setChecked({ told: refused, done: 0 })
                setAttempt(attempt + 1)
              }}
            >
              {t('retry')}
            </Button>
          ) : (
            <Button
              variant="primary"
              reason={running ? status : todo === 0 ? t('nothing') : undefined}
              onClick={onDone}
            >
              {t('start', { count: todo })}
            </Button>
          )}
        </>
      }
    >
      <div className="flex min-h-[65dvh] flex-col gap-4">
        {failure !== undefined && (
          <Notice tone="err" title={t('failed')}>
            {failure}
          </Notice>
        )}
        {running && (
          <div className="flex flex-col gap-2">
            <p role="status" className="text-body text-fg-2 tabular-nums">
              {status}
            </p>
            <Progress label={t('title')} value={done} max={rows.length} text={status} />
          </div>
        )}
        {!running && <Outcomes told={told} when="willBe" />}
      </div>
    </Card>
  )
}
