'use client'

import type { ActionResult } from '@/lib/base/action-result'
import { useWords } from '../messages.client'
import { deedFailure } from './action-failure'
import { toast } from './toast'

/** Does something at once and answers whether it was done; a toast says why not, for what has no place of its own for that. */
export function useDeed() {
  const words = useWords()
  return async (what: () => Promise<ActionResult<unknown>>): Promise<boolean> => {
    try {
      const result = await what()
      if (!result.ok) toast.error(Object.values(result.errors)[0])
      return result.ok
    } catch (error) {
      toast.error(words(deedFailure(error)))
      return false
    }
  }
}
