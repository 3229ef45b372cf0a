import { asPerson, type Database } from '@/db/client'
import { selectPerson, updateAccount } from '@/db/queries/people'
import {
  deleteSession,
  deleteSessions,
  insertSession,
  type SessionRow,
  selectSessions,
  touchSession,
  updateSession,
} from '@/db/queries/sessions'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { log } from '@/lib/base/log'
import { noteAccountEvent } from '@/lib/history/audit-events'
import type { Visitor } from './attempts'
import { ABSOLUTE_SECONDS, IDLE_SECONDS, newSession, type SessionClaims } from './session-claims'

/** A browser in which somebody is signed in. */
export type OpenSession = Pick<SessionRow, 'id' | 'startedAt' | 'lastSeenAt' | 'address' | 'userAgent'> & {
  /** True for the one that asks. */
  isHere: boolean
}

/** A sign of life is noted once a minute at most. */
const NOTED_EVERY_MS = 60_000

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000)

/** Begins a session: from now on, and until it ends, its claims are honoured. */
export async function beginSession(db: Database, personId: string, visitor: Visitor): Promise<SessionClaims> {
  const session = newSession(personId)
  const startedAt = new Date(session.startedAt)
  const over = { startedBefore: ago(ABSOLUTE_SECONDS), unseenSince: ago(IDLE_SECONDS) }
  const row = {
    id: session.sessionId,
    personId,
    startedAt,
    lastSeenAt: startedAt,
    activeAt: startedAt,
    longestIdleSeconds: 0,
    ...placeOf(visitor),
  }
  await asPerson(db, personId, (tx) => insertSession(tx, row, over))
  return session
}

/** Keeps when and where a session was last seen, unless that is known already. */
export async function noteSession(
  db: Database,
  { personId, sessionId, lastSeenAt }: { personId: string; sessionId: string; lastSeenAt: Date },
  visitor: Visitor,
): Promise<void> {
  if (Date.now() - lastSeenAt.getTime() < NOTED_EVERY_MS) return
  const seen = { lastSeenAt: new Date(), ...placeOf(visitor) }
  await asPerson(db, personId, (tx) => updateSession(tx, sessionId, seen))
}

/**
 * Keeps that its person has done something: what a page asks for by itself is not told here. False when the session is
 * over.
 */
export async function noteActivity(
  db: Database,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<boolean> {
  return asPerson(db, personId, (tx) => touchSession(tx, sessionId, new Date()))
}

/** Where the person is signed in, this session first. */
export async function listSessions(db: Database, personId: string, here: string): Promise<OpenSession[]> {
  const rows = await asPerson(db, personId, (tx) => selectSessions(tx, personId))
  const [started, seen] = [ago(ABSOLUTE_SECONDS), ago(IDLE_SECONDS)]
  return rows
    .filter((row) => row.id === here || (row.startedAt >= started && row.lastSeenAt >= seen))
    .map(({ personId: _, ...row }) => ({ ...row, isHere: row.id === here }))
    .sort((a, b) => Number(b.isHere) - Number(a.isHere))
}

/** Ends one session, wherever its cookie was copied to; the person’s other sessions go on. */
export async function signOut(
  db: Database,
  { sub, sessionId }: Pick<SessionClaims, 'sub' | 'sessionId'>,
  visitor: Visitor = {},
): Promise<void> {
  const person = await asPerson(db, sub, async (tx) => {
    const row = await selectPerson(tx, sub, sessionId)
    await deleteSession(tx, sub, sessionId)
    return row
  })
  if (person) await noteAccountEvent(db, person, 'sign-in.ended', visitor)
}

/** Ends a session whose place another one in the same browser has taken. */
export async function replaceSession(
  db: Database,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<void> {
  await asPerson(db, personId, (tx) => deleteSession(tx, personId, sessionId))
}

/** Ends a session that its person no longer wants. @throws AppError `not-found` when it is over, or somebody else’s */
export async function revokeSession(db: Database, personId: string, id: string): Promise<void> {
  const ended = isId(id) && (await asPerson(db, personId, (tx) => deleteSession(tx, personId, id)))
  if (!ended) throw new AppError('not-found', { key: 'account.sessions.gone' })
  log().info({ personId }, 'a session was ended')
}

/** Ends every session of the person, this one too. */
export async function signOutEverywhere(db: Database, personId: string): Promise<void> {
  await asPerson(db, personId, async (tx) => {
    await updateAccount(tx, personId, { sessionsValidFrom: new Date() })
    await deleteSessions(tx, personId)
  })
  log().info({ personId }, 'signed out everywhere')
}

function placeOf({ address, userAgent }: Visitor): Pick<SessionRow, 'address' | 'userAgent'> {
  return { address: address ?? null, userAgent: userAgent ?? null }
}
