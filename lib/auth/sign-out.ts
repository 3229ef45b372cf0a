import { type Database, outsideTenants } from '@/db/client'
import { insertSessionEnded } from '@/db/queries/sessions-ended'
import { ABSOLUTE_SECONDS, type SessionClaims } from './session-claims'

/** Ends one session, wherever its cookie was copied to; the person's other sessions go on. */
export function signOut(db: Database, { sessionId, startedAt }: SessionClaims): Promise<void> {
  const endsAt = new Date(startedAt + ABSOLUTE_SECONDS * 1_000)
  return outsideTenants(db, (tx) => insertSessionEnded(tx, { id: sessionId, endsAt }))
}
