import { cookies, headers } from 'next/headers'
import { getServerSession } from 'next-auth'
import { database } from '@/db/database'
import type { Visitor } from './attempts'
import { authOptions, authSecret, encodeSession, sessionCookies, visitorOf } from './options'
import { IDLE_SECONDS, type SessionClaims, type SessionFacts } from './session-claims'
import { beginSession, noteActivity, replaceSession, signOut } from './sessions'

/** The session of this browser as its cookie tells it; whether it goes on, the database knows. */
export async function readSession(): Promise<SessionFacts | null> {
  const session: Partial<SessionFacts> | null = await getServerSession(authOptions())
  return session?.personId && session.sessionId && session.startedAt ? (session as SessionFacts) : null
}

/** Where the current request comes from. */
export async function visitor(): Promise<Visitor> {
  return visitorOf(Object.fromEntries(await headers()))
}

/** Keeps that the person of this browser has done something. False when the session is over: it stays so. */
export async function keepActive(): Promise<boolean> {
  const session = await readSession()
  return session !== null && (await noteActivity(database(), session))
}

/** Begins a session of this person in this browser. Only server actions and route handlers may. */
export async function startSession(personId: string): Promise<void> {
  const before = await readSession()
  await holdSession(await beginSession(database(), personId, await visitor()))
  if (before) await replaceSession(database(), before)
}

/** Has this browser go on with these claims. Only server actions and route handlers may. */
export async function holdSession(token: SessionClaims): Promise<void> {
  const { name, options } = sessionCookies().sessionToken
  const sealed = await encodeSession({ token, secret: authSecret(), maxAge: IDLE_SECONDS })
  ;(await cookies()).set(name, sealed, { ...options, maxAge: IDLE_SECONDS })
}

/** Ends the session of this browser: its cookie is removed, and refused wherever it was copied to. */
export async function endSession(): Promise<void> {
  const { name, options } = sessionCookies().sessionToken
  const session = await readSession()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
  if (!session) return
  const { personId: sub, sessionId } = session
  await signOut(database(), { sub, sessionId }, await visitor())
}
