import { randomUUID } from 'node:crypto'

/** Seconds without a sign of life after which a session ends. */
export const IDLE_SECONDS = 30 * 60
/** Seconds after which a session ends in any case. */
export const ABSOLUTE_SECONDS = 12 * 60 * 60

/** Minutes for which it counts that somebody proved with their password that it is them (OWASP ASVS 7.5). */
export const PROOF_MINUTES = 10

/** What is kept is rounded to milliseconds, and may lie as little ahead of the clock that told it. */
const ROUNDING_SECONDS = 1

/**
 * Until when a proof counts, in milliseconds since 1970, by the clock of this process. A proof from the future, which
 * only a clock that was set back can tell of, counts for nothing.
 */
export function provenUntil(secondsAgo: number, now = Date.now()): number {
  return secondsAgo < -ROUNDING_SECONDS ? 0 : now + (PROOF_MINUTES * 60 - secondsAgo) * 1_000
}

/** The one way to sign in to the console. */
export const SIGN_IN_METHOD = 'password'

/** What a session's token carries: who, which session, and since when (milliseconds since 1970). Nothing else. */
export type SessionClaims = { sub: string; sessionId: string; startedAt: number }

/** What `getServerSession` and /api/auth/session answer. */
export type SessionFacts = { personId: string; sessionId: string; startedAt: number; expires: string }

export function newSession(personId: string): SessionClaims {
  return { sub: personId, sessionId: randomUUID(), startedAt: Date.now() }
}

/** The same session under another token; how long it may last still counts from when it began. */
export function renewedSession({ sub, startedAt }: Pick<SessionClaims, 'sub' | 'startedAt'>): SessionClaims {
  return { sub, sessionId: randomUUID(), startedAt }
}

/** The claims when they are those of a session that can be told from others, and ended. */
export function readClaims(claims: Partial<SessionClaims>): SessionClaims | undefined {
  return claims.sub && claims.sessionId && claims.startedAt ? (claims as SessionClaims) : undefined
}
