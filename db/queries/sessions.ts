import { and, desc, eq, lt, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../client'
import { sessions } from '../schema/sessions'

export type SessionRow = typeof sessions.$inferSelect

/** Where a session was last seen, and when. */
export type Sighting = Pick<SessionRow, 'lastSeenAt' | 'address' | 'userAgent'>

/** Keeps a new session, which begins with a proof, and sweeps those of the person that are over by themselves. Runs inside `asPerson`. */
export async function insertSession(
  tx: Tx,
  session: Omit<SessionRow, 'provedAt'>,
  over: { startedBefore: Date; unseenSince: Date },
): Promise<void> {
  await tx.orm
    .delete(sessions)
    .where(
      and(
        eq(sessions.personId, session.personId),
        or(lt(sessions.startedAt, over.startedBefore), lt(sessions.lastSeenAt, over.unseenSince)),
      ),
    )
  await tx.orm.insert(sessions).values(session)
}

/** The person's sessions, the one seen last first. */
export function selectSessions(tx: Tx, personId: string): Promise<SessionRow[]> {
  return tx.orm
    .select()
    .from(sessions)
    .where(eq(sessions.personId, personId))
    .orderBy(desc(sessions.lastSeenAt))
}

export async function updateSession(tx: Tx, id: string, seen: Sighting): Promise<void> {
  await tx.orm.update(sessions).set(seen).where(eq(sessions.id, id))
}

/** Keeps that something was done in the session, and how long nothing had been. False when it is over. Runs inside `asPerson`. */
export async function touchSession(tx: Tx, id: string, at: Date): Promise<boolean> {
  const idle = sql`extract(epoch from ${at.toISOString()}::timestamptz - ${sessions.activeAt})::int`
  const touched = await tx.orm
    .update(sessions)
    .set({ activeAt: at, longestIdleSeconds: sql`greatest(${sessions.longestIdleSeconds}, ${idle})` })
    .where(eq(sessions.id, id))
    .returning({ id: sessions.id })
  return touched.length > 0
}

/** Has a session go on under another id, proved at this moment. False when it is over. Runs inside `asPerson`. */
export async function exchangeSession(tx: Tx, personId: string, id: string, fresh: string): Promise<boolean> {
  const went = await tx.orm
    .update(sessions)
    .set({ id: fresh, provedAt: sql`now()` })
    .where(and(eq(sessions.personId, personId), eq(sessions.id, id)))
    .returning({ id: sessions.id })
  return went.length > 0
}

/** Ends one session of the person. False when there is none. */
export async function deleteSession(tx: Tx, personId: string, id: string): Promise<boolean> {
  const gone = await tx.orm
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), eq(sessions.id, id)))
    .returning({ id: sessions.id })
  return gone.length > 0
}

/** Ends the sessions of the person, except `but`. */
export async function deleteSessions(tx: Tx, personId: string, but?: string): Promise<void> {
  await tx.orm
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), but === undefined ? undefined : ne(sessions.id, but)))
}
