'use client'

import { useTranslations } from 'use-intl'
import { useAct } from '@/components/ui/act.client'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import type { Return } from '@/lib/integrations/returned'
import { goOnAction, stopAction } from './actions'

type Shown = Pick<Return, 'isRunning' | 'stopped' | 'outcomes'>

/** How far its people and groups have come back, and what Owners can do about it. */
export function ReturnRun({
  tenant,
  id,
  report: { isRunning, stopped, outcomes },
  refusal,
}: {
  tenant: string
  id: string
  report: Shown
  /** Why the reader may not go on with it, or stop it. */
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings.returned')
  const { failure, isBusy, act } = useAct()
  const { lost, restored, refused } = outcomes
  const total = lost + restored + refused
  const status = t('status', { done: total - lost, total })
  const isStopped = !isRunning && lost > 0
  const goOn = () => act(() => goOnAction(tenant, id))
  return (
    <Card>
      <div className="flex flex-col gap-2">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p className="text-body tabular-nums">
            {lost > 0
              ? `${t('running')}: ${status}`
              : `${t('over')}: ${t('status', { done: restored, total })}`}
          </p>
          {isRunning ? (
            !refusal && (
              <Button
                size="sm"
                aria-disabled={isBusy || undefined}
                onClick={() => act(() => stopAction(tenant, id))}
              >
                {t('stop')}
              </Button>
            )
          ) : isStopped || refused > 0 ? (
            refusal ? (
              <Button size="sm" reason={refusal}>
                {t(isStopped ? 'goOn' : 'again')}
              </Button>
            ) : (
              <Button
                size="sm"
                variant={isStopped ? 'primary' : 'secondary'}
                aria-disabled={isBusy || undefined}
                onClick={goOn}
              >
                {t(isStopped ? 'goOn' : 'again')}
              </Button>
            )
          ) : null}
        </div>
        <Progress label={t('progress')} value={total - lost} max={total} text={status} />
        <p role="status" className="min-h-5 max-w-[72ch] text-cell text-fg-2">
          {failure ? (
            <span className="text-err-fg">{failure}</span>
          ) : isRunning ? (
            t('leave')
          ) : isStopped && stopped ? (
            t(`stopped.${stopped.as}`, { by: stopped.by, restored, lost })
          ) : total === 0 ? (
            t('nobody')
          ) : refused > 0 ? (
            t('partly', { restored, refused })
          ) : (
            t('all')
          )}
        </p>
      </div>
    </Card>
  )
}
