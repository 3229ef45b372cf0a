'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useAct } from '@/components/ui/act.client'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Progress } from '@/components/ui/progress'
import type { Alarm } from '@/lib/guard/alarms'
import { beginRestoreAction, stopRestoreAction } from './actions'

type Shown = Pick<Alarm, 'id' | 'losses' | 'outcomes' | 'restore'> & { group: string | null }

/** The one click back, what it will do, and how far it has come: it runs behind the page, for everybody to see. */
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
  const { failure, isBusy, act } = useAct()
  const { restore, outcomes } = alarm
  const { lost, restored, refused } = outcomes
  const begin = () => beginRestoreAction(tenant, alarm.id)
  const isStopped = restore !== null && !restore.isRunning && lost > 0
  return (
    <Card>
      <div className="flex flex-col gap-3">
        {restore?.isRunning || restore?.isDone ? (
          <Running outcomes={outcomes}>
            {restore.isRunning && !refusal && (
              <Button
                size="sm"
                aria-disabled={isBusy || undefined}
                onClick={() => act(() => stopRestoreAction(tenant, alarm.id))}
              >
                {t('stop')}
              </Button>
            )}
          </Running>
        ) : (
          <div className="flex flex-wrap items-center gap-2">
            {refusal ? (
              <Button reason={refusal}>{t('button')}</Button>
            ) : isStopped ? (
              <Button variant="primary" aria-disabled={isBusy || undefined} onClick={() => act(begin)}>
                {t('goOn')}
              </Button>
            ) : (
              <ConfirmRestore alarm={alarm} onConfirm={begin} isAgain={lost === 0 && refused > 0} />
            )}
            {dismiss}
          </div>
        )}
        <p role="status" className="min-h-10 max-w-[72ch] text-cell text-fg-2">
          {failure ? (
            <span className="text-err-fg">{failure}</span>
          ) : restore?.isDone ? (
            <>
              {t('done', { restored })}
              <span className="block">{t('by', { by: restore.by, at: new Date(restore.at) })}</span>
            </>
          ) : restore?.isRunning ? (
            `${t('by', { by: restore.by, at: new Date(restore.at) })} ${t('leave')}`
          ) : isStopped ? (
            restore.stopped ? (
              t(`stopped.${restore.stopped.as}`, { by: restore.stopped.by, restored, lost })
            ) : (
              t('interrupted', { by: restore.by, lost })
            )
          ) : refused > 0 ? (
            t('partly', { restored, refused })
          ) : (
            t('rest')
          )}
        </p>
      </div>
    </Card>
  )
}

function Running({
  outcomes: { lost, back, restored, refused },
  children,
}: {
  outcomes: Alarm['outcomes']
  children: ReactNode
}) {
  const t = useTranslations('guard.restore')
  const total = lost + back + restored + refused
  const status = t('status', { done: total - lost, total })
  return (
    <div className="flex min-h-8 flex-col justify-center gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="flex min-h-7 items-center text-body tabular-nums max-sm:min-h-10 pointer-coarse:min-h-11">
          {`${t(lost > 0 ? 'running' : 'over')}: ${status}`}
        </p>
        {children}
      </div>
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
