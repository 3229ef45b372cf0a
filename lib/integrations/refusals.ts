/** A sentence whose dates are left as dates, so that a page can show how long ago they were and keep counting. */
export type Sentence = readonly (string | { ago: Date } | { day: Date })[]

/** A call that was not let in, and what can be said of the token it carried. */
export type RefusedCall = {
  at: Date
  /** `missing`, `foreign`, `truncated`, `mismatch`, `revoked` or `expired`. */
  refusal: string
  token?: { masked: string; hint: string; endedAt: Date | null } | undefined
}

/** What went wrong with a call, and what to do about it, in the words of the person who set it up. */
export function explainRefusal(call: RefusedCall, companyName: string): Sentence {
  const { at, refusal, token } = call
  const which = token ? `…${token.hint}` : 'of ours'
  switch (refusal) {
    case 'truncated':
      return [
        'We got a call ',
        { ago: at },
        ` with ${token ? `the token ${token.masked}` : 'a token of ours'}, but it is truncated: the checksum doesn’t match. Copy it whole.`,
      ]
    case 'mismatch':
      return [
        'We got a call ',
        { ago: at },
        ' but the token didn’t match. Paste it again, with or without “Bearer ” in front; both work.',
      ]
    case 'revoked':
    case 'expired':
      return [
        'We got a call ',
        { ago: at },
        ` with token ${which}, which ${refusal === 'revoked' ? 'was revoked' : 'expired'}`,
        ...(token?.endedAt ? [' on ', { day: token.endedAt }] : []),
        '. Paste the new one.',
      ]
    case 'missing':
      return [
        `A call reached ${companyName}’s base URL `,
        { ago: at },
        ' without a token. Check the Authorization field.',
      ]
    default:
      return [
        `A call reached ${companyName}’s base URL `,
        { ago: at },
        ' with something that isn’t one of our tokens. If it was this integration’s, paste its token again.',
      ]
  }
}
