import type { Text } from '@/lib/messages/text'

/** What a failure says of what was typed, or of an action that only reads. */
export type Kept = 'errors.entriesKept' | 'errors.nothingChanged'

/**
 * What to tell someone whose server action threw instead of answering. Next's own signals (redirect, not found) are
 * thrown on, for Next to follow.
 */
export function actionFailure(error: unknown, whatRemains: Kept): Text {
  const kept: Text = { key: whatRemains }
  const { why, reference } = whyOf(error)
  return { key: `errors.${why}`, values: { kept, reference } }
}

/**
 * The same of something that was to be done at once: what failed may have been the answer alone, so that nobody knows
 * whether it was done. Who is signed out was refused before anything began.
 */
export function deedFailure(error: unknown): Text {
  const { why, reference } = whyOf(error)
  return why === 'signedOut'
    ? { key: 'errors.signedOut', values: { kept: { key: 'errors.nothingChanged' } } }
    : { key: `errors.doneOrNot.${why}`, values: { reference } }
}

function whyOf(error: unknown): { why: 'away' | 'signedOut' | 'ourSide' | 'offline'; reference: string } {
  const reference = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  if (reference.startsWith('NEXT_')) throw error
  if (reference === 'unavailable') return { why: 'away', reference }
  if (reference === 'unauthenticated') return { why: 'signedOut', reference }
  return { why: reference ? 'ourSide' : 'offline', reference }
}
