/**
 * The credential inside an Authorization header: after `Bearer` (in any case, doubled, padded), bare (as
 * Okta's Header Auth app sends what was typed), or the password of `Basic`. Undefined when there is none.
 */
export function credentialOf(authorization: string | undefined): string | undefined {
  let rest = authorization?.trim() ?? ''
  for (;;) {
    const [, scheme, value = ''] = /^(bearer|basic)(?:\s+(.*))?$/is.exec(rest) ?? []
    if (!scheme) return rest || undefined
    if (scheme.toLowerCase() === 'basic') return passwordOf(value)
    rest = value.trim()
  }
}

/** RFC 7617: `user:password` in base64; the user may be anything, and the password may hold colons. */
function passwordOf(encoded: string): string | undefined {
  const pair = Buffer.from(encoded.trim(), 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return (colon < 0 ? '' : credentialOf(pair.slice(colon + 1))) || undefined
}
