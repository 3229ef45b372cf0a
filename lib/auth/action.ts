import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { ActionResult } from '@/lib/base/action-result'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { fieldErrors } from '@/lib/base/input'
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
    const words = await getWords()
    if (error instanceof AppError) return { ok: false, errors: { [error.field ?? '']: words(error.text) } }
    const reference = newId().slice(-8)
    log().error({ reference, err: error }, 'an action failed')
    return { ok: false, errors: { '': words({ key: 'errors.unsaved', values: { reference } }) } }
  }
}

/** What a form is told whose input a schema refused. */
export async function refuse(error: z.ZodError): Promise<{ ok: false; errors: Record<string, string> }> {
  return { ok: false, errors: fieldErrors(error, await getWords()) }
}
