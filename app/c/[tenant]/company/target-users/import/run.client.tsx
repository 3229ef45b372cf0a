'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { routes, withSearch } from '@/components/routes'
import { actionFailure } from '@/components/ui/action-failure'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import type { ActionResult } from '@/lib/base/action-result'
import type { RowOutcome } from '@/lib/directory/local/import/input'
import { beginAction, finishAction, partAction } from './actions'
import type { Batch } from './importer.client'
import { countsOf, ErrorFileButton, Outcomes } from './outcomes.client'
import { partOf } from './sheet'

type State = 'running' | 'stopping' | 'failed' | 'stopped' | 'done'
type Progressed = { told: readonly RowOutcome[]; done: number; state: State; failure?: string }

/** Step 4: sends the rows part by part. Stopped or interrupted, what was written stays. */
export function RunStep({ tenant, batch, onAgain }: { tenant: string; batch: Batch; onAgain: () => void }) {
  const t = useTranslations('import.run')
  const { sheet, rows } = batch
  const { run, go, stop } = useRun(tenant, batch)
  const { told, done, state, failure } = run
  const active = state === 'running' || state === 'stopping'
  const status = t('status', { done, total: rows.length })
  const heading = {
    running: t('title'),
    stopping: t('title'),
    failed: t('failed'),
    stopped: t('stopped', { done, total: rows.length }),
    done: t('done'),
  }[state]
  return (
    <Card
      title={heading}
      footer={
        active ? (
          <Button reason={state === 'stopping' ? t('stopping') : undefined} onClick={stop}>
            {t('stop')}
          </Button>
        ) : (
          <>
            <ErrorFileButton sheet={sheet} told={told} />
            <Button onClick={onAgain}>{t('again')}</Button>
            {state === 'failed' ? (
              <Button variant="primary" onClick={go}>
                {t('retry')}
              </Button>
            ) : (
              <ButtonLink
                variant="primary"
                href={withSearch(routes.users(tenant), { origin: 'local', sort: '-synced' })}
              >
                {t('users')}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <div className="flex min-h-[65dvh] flex-col gap-4">
        {failure && <Notice tone="err">{failure}</Notice>}
        {state === 'stopped' && <Notice tone="warn">{t('stoppedText')}</Notice>}
        <div className="flex flex-col gap-2">
          <p role="status" className="text-body text-fg-2 tabular-nums">
            {active ? status : t('result', countsOf(told))}
          </p>
          {active && <Progress label={t('progress')} value={done} max={rows.length} text={status} />}
          {active && <p className="text-fg-3 text-meta">{t('leave')}</p>}
        </div>
        {!active && <Outcomes told={told} when="was" />}
      </div>
    </Card>
  )
}

/** The import itself: begins by itself, goes on after an interruption, and ends where it is stopped. */
function useRun(tenant: string, { sheet, rows, refused }: Batch) {
  const router = useRouter()
  const words = useWords()
  const [run, setRun] = useState<Progressed>({ told: refused, done: 0, state: 'running' })
  const so = useRef({ told: [...refused], done: 0, id: '', under: false, stop: false })

  const work = useCallback(async () => {
    const at = so.current
    const show = (state: State, failure?: string) =>
      setRun({ told: at.told, done: at.done, state, ...(failure !== undefined && { failure }) })
    show('running')
    at.id ||= need(await beginAction(tenant, { fileName: sheet.name, rows: rows.length })).id
    while (at.done < rows.length && !at.stop) {
      const part = partOf(rows, at.done)
      at.told = [...at.told, ...need(await partAction(tenant, at.id, part))]
      at.done += part.length
      show(at.stop ? 'stopping' : 'running')
    }
    need(await finishAction(tenant, at.id))
    show(at.done < rows.length ? 'stopped' : 'done')
    router.refresh()
  }, [tenant, sheet, rows, router])

  const go = useCallback(() => {
    const at = so.current
    if (at.under) return
    at.under = true
    work()
      .catch((error: unknown) => {
        const failure =
          error instanceof Refusal ? error.message : words(actionFailure(error, 'errors.entriesKept'))
        setRun({ told: at.told, done: at.done, state: 'failed', failure })
      })
      .finally(() => {
        at.under = false
      })
  }, [work, words])

  // It begins once; what changes around it later does not begin it again.
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    go()
  }, [go])

  const active = run.state === 'running' || run.state === 'stopping'
  useEffect(() => {
    if (!active) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [active])

  return {
    run,
    go,
    stop: () => {
      so.current.stop = true
      setRun((before) => ({ ...before, state: 'stopping' }))
    },
  }
}

/** The server said no, in words for the reader. */
class Refusal extends Error {}

function need<T>(result: ActionResult<T>): T {
  if (result.ok) return result.data
  throw new Refusal(result.kept ?? Object.values(result.errors)[0])
}
