import { unstable_rethrow } from 'next/navigation'
import { getWords } from '@/lib/auth/language'
import type { NoContext } from '@/lib/auth/session'
import { AppError, type AppErrorCode } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { log } from '@/lib/base/log'

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

const STATUS: Record<AppErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  'step-up': 403,
  'not-found': 404,
  conflict: 409,
  invalid: 400,
  limit: 429,
  unavailable: 503,
}

/** A page that only asks whether it may have something sees headers alone. */
const HEADERS_OF: Partial<Record<AppErrorCode, Record<string, string>>> = {
  'step-up': { 'x-rollcall-step-up': 'asked' },
  unavailable: { 'retry-after': '5' },
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...HEADERS, ...headers } })
}

/**
 * Why there is no context: nobody is signed in, the company is not theirs, which is told like one that is not, or it
 * lets nobody in from where they are.
 */
export async function refusal(reason: NoContext): Promise<Response> {
  const words = await getWords()
  if (reason === 'unauthenticated') return json({ error: words({ key: 'errors.sessionEnded' }) }, 401)
  if (reason === 'elsewhere') return json({ error: words({ key: 'errors.elsewhereRead' }) }, 403)
  return json({ error: words({ key: 'errors.nothingHere' }) }, 404)
}

/** Whatever was thrown, as `{error}`. What nobody foresaw is logged under a reference and told as such. */
export async function toFailure(error: unknown): Promise<Response> {
  unstable_rethrow(error)
  const words = await getWords()
  if (error instanceof AppError) {
    return json({ error: words(error.text) }, STATUS[error.code], HEADERS_OF[error.code])
  }
  const reference = newId().slice(-8)
  log().error({ err: error, reference }, 'a read of the console failed')
  return json({ error: words({ key: 'errors.unread', values: { reference } }) }, 500)
}
