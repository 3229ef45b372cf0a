'use client'

import { type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { actionFailure } from '@/components/ui/action-failure'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Progress } from '@/components/ui/progress'
import { toast } from '@/components/ui/toast'
import type { Alarm } from '@/lib/guard/alarms'
import type { RestoreProgress } from '@/lib/guard/restore'
import { beginRestoreAction, restorePartAction } from './actions'

type Shown = Pick<Alarm, 'id' | 'losses' | 'outcomes' | 'restore'> & { group: string | null }

/** The one click back, what it will do, and how far it has come. The set is restored part by part. */
export function RestoreAlarm({
  tenant,
  alarm,
  refusal,
  dismiss,
}: {
  tenant: string
  alarm: Shown
  /** Why the reader may not restore. */
  refusal: string | undefined
  dismiss: ReactNode
}) {
  const t = useTranslations('guard.restore')
  const { progress, failure, isRunning, begin, goOn } = useRestore(tenant, alarm.id)
  const { lost, refused } = alarm.outcomes
  const interrupted = alarm.restore?.endedAt === null && lost > 0
  return (
    <Card>
      <div className="flex flex-col gap-3">
        {isRunning && progress ? (
          <Running progress={progress} />
        ) : (
          <div className="flex flex-wrap items-center gap-2">
            {refusal ? (
              <Button reason={refusal}>{t('button')}</Button>
            ) : interrupted ? (
              <Button variant="primary" onClick={goOn}>
                {t('goOn')}
              </Button>
            ) : (
              <ConfirmRestore alarm={alarm} onConfirm={begin} isAgain={lost === 0 && refused > 0} />
            )}
            {dismiss}
          </div>
        )}
        <p role="status" className="max-w-[72ch] text-cell text-fg-2">
          {failure ? (
            <span className="text-err-fg">{`${t('failed')}. ${failure}`}</span>
          ) : isRunning ? (
            t('leave')
          ) : interrupted ? (
            t('interrupted', { by: alarm.restore?.by ?? '', lost })
          ) : refused > 0 ? (
            t('partly', { restored: alarm.outcomes.restored, refused })
          ) : (
            t('rest')
          )}
        </p>
      </div>
    </Card>
  )
}

function Running({ progress: { total, lost } }: { progress: RestoreProgress }) {
  const t = useTranslations('guard.restore')
  const status = t('status', { done: total - lost, total })
  return (
    <div className="flex min-h-8 flex-col justify-center gap-2">
      <p className="text-body tabular-nums">{`${t('running')}: ${status}`}</p>
      <Progress label={t('progress')} value={total - lost} max={total} text={status} />
    </div>
  )
}

function ConfirmRestore({
  alarm: { group, losses },
  onConfirm,
  isAgain,
}: {
  alarm: Shown
  onConfirm: () => ReturnType<typeof beginRestoreAction>
  isAgain: boolean
}) {
  const t = useTranslations('guard.restore')
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">{t(isAgain ? 'again' : 'button')}</Button>}
      title={group === null ? t('title') : t('titleGroup', { group })}
      description={
        <span className="flex flex-col gap-2">
          {losses.deactivated > 0 && <span>{t('deactivated', { count: losses.deactivated })}</span>}
          {losses.deleted > 0 && <span>{t('deleted', { count: losses.deleted })}</span>}
          {losses.deactivated + losses.deleted > 0 && <span>{t('memberships')}</span>}
          {losses.removed > 0 && <span>{t('removed', { count: losses.removed, group: group ?? '' })}</span>}
          <span>{t('rest')}</span>
          <span>{t('provider')}</span>
        </span>
      }
      confirmLabel={t('confirm')}
      onConfirm={onConfirm}
    />
  )
}

/** Begins a restore and asks for part after part; who comes back to an interrupted one goes on where it stopped. */
function useRestore(tenant: string, alarm: string) {
  const t = useTranslations('guard.restore')
  const words = useWords()
  const [progress, setProgress] = useState<RestoreProgress>()
  const [failure, setFailure] = useState<string>()
  const [isRunning, setRunning] = useState(false)
  const under = useRef(false)

  async function work() {
    for (;;) {
      const result = await restorePartAction(tenant, alarm)
      if (!result.ok) return setFailure(Object.values(result.errors)[0])
      setProgress(result.data)
      const { isOver, restored, refused } = result.data
      if (!isOver) continue
      if (refused === 0) toast.success(t('done', { restored }))
      else toast.error(t('partly', { restored, refused }))
      return
    }
  }

  function goOn() {
    if (under.current) return
    under.current = true
    setFailure(undefined)
    setRunning(true)
    work()
      .catch((error: unknown) => setFailure(words(actionFailure(error, 'errors.nothingChanged'))))
      .finally(() => {
        under.current = false
        setRunning(false)
      })
  }

  async function begin() {
    const result = await beginRestoreAction(tenant, alarm)
    if (result.ok) {
      setProgress(result.data)
      goOn()
    }
    return result
  }

  return { progress, failure, isRunning, begin, goOn }
}
