import { redactText } from './redact'

/** The headers that say something about a call; the others are the transport's. */
const KEPT = [
  'host',
  'accept',
  'content-type',
  'content-length',
  'if-match',
  'if-none-match',
  'x-forwarded-for',
] as const
const SCHEME = /^\s*(bearer|basic|digest)\s/i

/** A call's headers as the log may keep them: of the credential only how it was sent. */
export function keptHeaders(headers: {
  readonly [name: string]: string | undefined
}): Record<string, string> {
  const kept: Record<string, string> = {}
  const { authorization } = headers
  if (authorization) kept.authorization = `${SCHEME.exec(authorization)?.[1] ?? ''} …`.trimStart()
  for (const name of KEPT) {
    const value = headers[name]
    if (value) kept[name] = redactText(value, 200)
  }
  return kept
}
