import { randomUUID } from 'node:crypto'

/** Seconds without a sign of life after which a session ends. */
export const IDLE_SECONDS = 30 * 60
/** Seconds after which a session ends in any case. */
export const ABSOLUTE_SECONDS = 12 * 60 * 60

/** The one way to sign in to the console. */
export const SIGN_IN_METHOD = 'password'

/** What a session's token carries: who, which session, and since when (milliseconds since 1970). Nothing else. */
export type SessionClaims = { sub: string; sessionId: string; startedAt: number }

/** What `getServerSession` and /api/auth/session answer. */
export type SessionFacts = { personId: string; sessionId: string; startedAt: number; expires: string }

export function newSession(personId: string): SessionClaims {
  return { sub: personId, sessionId: randomUUID(), startedAt: Date.now() }
}

/** The claims when they are those of a session that can be told from others, and ended. */
export function readClaims(claims: Partial<SessionClaims>): SessionClaims | undefined {
  return claims.sub && claims.sessionId && claims.startedAt ? (claims as SessionClaims) : undefined
}
