'use client'

import { Suspense, useEffect, useState } from 'react'
import { late } from '../ui/late'
import { stepUpIsReady } from './prove'

const StepUpDialog = late(() => import('./dialog.client').then((module) => module.StepUpDialog))

type Answer = (isProven: boolean) => void

/** Where the one dialog opens that any page asks for a proof with. It is fetched when the first act is refused. */
export function StepUp() {
  const [answer, setAnswer] = useState<Answer>()
  const [isNeeded, setNeeded] = useState(false)
  useEffect(() => {
    stepUpIsReady(
      () =>
        new Promise<boolean>((resolve) => {
          setNeeded(true)
          setAnswer(() => resolve)
        }),
    )
  }, [])
  if (!isNeeded) return null
  return (
    <Suspense fallback={null}>
      <StepUpDialog
        open={answer !== undefined}
        onAnswer={(isProven) => {
          setAnswer(undefined)
          answer?.(isProven)
        }}
      />
    </Suspense>
  )
}
