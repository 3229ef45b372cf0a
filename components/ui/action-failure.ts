import type { Text } from '@/lib/messages/text'

/** What a failure says of what was typed or asked for. */
export type Kept = 'errors.entriesKept' | 'errors.nothingChanged'

/**
 * What to tell someone whose server action threw instead of answering. Next's own signals (redirect, not found) are
 * thrown on, for Next to follow.
 */
export function actionFailure(error: unknown, whatRemains: Kept): Text {
  const reference = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  if (reference?.startsWith('NEXT_')) throw error
  const kept: Text = { key: whatRemains }
  if (reference === 'unavailable') return { key: 'errors.away', values: { kept } }
  if (reference === 'unauthenticated') return { key: 'errors.signedOut', values: { kept } }
  return reference
    ? { key: 'errors.ourSide', values: { kept, reference } }
    : { key: 'errors.offline', values: { kept } }
}
