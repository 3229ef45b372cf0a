import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/base/env'
import { newId } from '@/lib/base/id'

/**
 * True for a write that a page of another site makes a browser send here (OWASP ASVS 3.5): its Origin is not the
 * one that is served. Next refuses such server actions itself, but as a failure of ours.
 */
export function isForeignWrite({ method, headers }: IncomingMessage): boolean {
  const { origin, host } = headers
  if (method !== 'POST' || !origin) return false
  const { ROLLCALL_ORIGIN, TRUST_PROXY } = env()
  const forwarded = TRUST_PROXY > 0 ? headers['x-forwarded-host'] : undefined
  const served = [host, forwarded, ROLLCALL_ORIGIN && new URL(ROLLCALL_ORIGIN).host]
  return !URL.canParse(origin) || !served.includes(new URL(origin).host)
}

/** Tells Next what it cannot see. Whatever a client sends in these headers is overwritten. */
export function markPageRequest(request: IncomingMessage, policy: string): void {
  // Next reads the nonce from the request's policy and stamps its scripts with it.
  request.headers['content-security-policy'] = policy
  // Pages do not know their own address; the way back from sign-in needs it.
  request.headers['x-rollcall-path'] = request.url
  // What somebody does in this request is found again by it in the audit log.
  request.headers['x-rollcall-request'] = newId()
  if (env().TRUST_PROXY === 0) request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? ''
}
