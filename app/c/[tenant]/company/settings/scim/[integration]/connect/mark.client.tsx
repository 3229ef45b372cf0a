'use client'

import { useOptimistic, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useDeed } from '@/components/ui/deed.client'
import { markAction } from './actions'

/** “Mark as done”, for what no traffic can prove or somebody else has done. */
export function MarkStep({
  tenant,
  id,
  step,
  title,
  isMarked,
}: {
  tenant: string
  id: string
  step: string
  title: string
  isMarked: boolean
}) {
  const t = useTranslations('connect')
  const [shown, show] = useOptimistic(isMarked)
  const [, start] = useTransition()
  const deed = useDeed()
  return (
    <Button
      size="sm"
      variant="ghost"
      className="-mx-2"
      aria-label={t(shown ? 'markUndoneOf' : 'markDoneOf', { step: title })}
      onClick={() =>
        start(async () => {
          show(!shown)
          await deed(() => markAction(tenant, id, step, !shown))
        })
      }
    >
      {t(shown ? 'markUndone' : 'markDone')}
    </Button>
  )
}
