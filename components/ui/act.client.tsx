'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/base/action-result'
import { useWords } from '../messages.client'
import { proving } from '../step-up/prove'
import { deedFailure } from './action-failure'

/** One thing after the other, and why it did not work. */
export function useAct() {
  const words = useWords()
  const [failure, setFailure] = useState<string>()
  const [isBusy, start] = useTransition()
  const act = (what: () => Promise<ActionResult<null>>) => {
    if (isBusy) return
    setFailure(undefined)
    start(async () => {
      try {
        const result = await proving(what)
        if (!result.ok) setFailure(Object.values(result.errors)[0])
      } catch (error) {
        setFailure(words(deedFailure(error)))
      }
    })
  }
  return { failure, isBusy, act }
}
