import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { ActionResult } from '@/lib/base/action-result'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { fieldErrors } from '@/lib/base/input'
import { log } from '@/lib/base/log'
import type { Text } from '@/lib/messages/text'
import { getWords } from './language'

/**
 * Runs what a form asked for and puts what went wrong into the form's own terms: at the field that is at
 * fault, or over the form (key ''). What nobody foresaw is logged under a reference and told as such: of what writes
 * nobody knows then how far it came, since COMMIT itself may be what failed.
 */
export async function answer<T>(
  work: () => Promise<T>,
  deed: 'writes' | 'reads' = 'writes',
): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    unstable_rethrow(error)
    const words = await getWords()
    if (error instanceof AppError) {
      const { field = '', text } = error
      return {
        ok: false,
        errors: { [field]: words(text) },
        ...(text.values?.kept && { kept: kept(text, words) }),
        ...(error.code === 'step-up' && { stepUp: 'asked' }),
      }
    }
    const reference = newId().slice(-8)
    log().error({ reference, err: error }, 'an action failed')
    if (deed === 'reads')
      return { ok: false, errors: { '': words({ key: 'errors.unread', values: { reference } }) } }
    return {
      ok: false,
      errors: { '': words({ key: 'errors.doneOrNot.ourSide', values: { reference } }) },
      kept: kept({ key: 'errors.unsaved', values: { reference } }, words),
    }
  }
}

/** The same, said to who has typed something. */
function kept({ key, values }: Text, words: (text: Text) => string): string {
  return words({ key, values: { ...values, kept: { key: 'errors.entriesKept' } } })
}

/** What a form is told whose input a schema refused. */
export async function refuse(error: z.ZodError): Promise<{ ok: false; errors: Record<string, string> }> {
  return { ok: false, errors: fieldErrors(error, await getWords()) }
}
