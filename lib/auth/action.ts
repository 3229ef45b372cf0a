import { unstable_rethrow } from 'next/navigation'
import type { ActionResult } from '@/lib/base/action-result'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { log } from '@/lib/base/log'
import { getWords } from './language'

/**
 * Runs what a form asked for and puts what went wrong into the form's own terms: at the field that is at
 * fault, or over the form (key ''). What nobody foresaw is logged under a reference and told as such.
 */
export async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof AppError) {
      const words = error.text ? (await getWords())(error.text) : error.message
      return { ok: false, errors: { [error.field ?? '']: words } }
    }
    const reference = newId().slice(-8)
    log().error({ reference, err: error }, 'an action failed')
    return {
      ok: false,
      errors: { '': `We couldn’t save this. Your entries are still here. Reference ${reference}.` },
    }
  }
}
