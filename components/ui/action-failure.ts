/**
 * What to tell someone whose server action threw instead of answering. Next's own signals (redirect, not found) are
 * thrown on, for Next to follow.
 */
export function actionFailure(error: unknown, kept: string): string {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  if (digest?.startsWith('NEXT_')) throw error
  if (digest === 'unavailable') return `The directory is not available at this moment. ${kept} Try again.`
  return digest
    ? `Something went wrong on our side. ${kept} Try again. Reference ${digest}.`
    : `We couldn’t reach the server. ${kept} Check your connection and try again.`
}
