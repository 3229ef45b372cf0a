import { asPerson, type Database } from '@/db/client'
import { selectPerson } from '@/db/queries/people'
import { exchangeSession } from '@/db/queries/sessions'
import { AppError } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import { noteAccountEvent } from '@/lib/history/audit-events'
import { fold } from '@/lib/scim'
import { countSignIn, type Visitor } from './attempts'
import { verifyPassword } from './password'
import { renewedSession, type SessionClaims, type SessionFacts } from './session-claims'

/**
 * Has the person of a session prove with their password that it is them. The session goes on under another token, with
 * which it is proven for ten minutes; the one before is refused from this moment on, wherever it was copied to. Wrong
 * passwords count as those of signing in do.
 *
 * @throws AppError `invalid` on `password`; `limit` after too many tries; `unauthenticated` when the session is over
 */
export async function proveSession(
  db: Database,
  { personId, sessionId, startedAt }: Pick<SessionFacts, 'personId' | 'sessionId' | 'startedAt'>,
  password: string,
  visitor: Visitor,
): Promise<SessionClaims> {
  const person = await asPerson(db, personId, (tx) => selectPerson(tx, personId, sessionId))
  if (!person || person.sessionsValidFrom.getTime() > startedAt) throw over()
  const forgive = await countSignIn(db, fold(person.email), visitor)
  if (!(await verifyPassword(person.passwordHash, password))) {
    log().warn({ personId, address: visitor.address }, 'a step-up was refused')
    await noteAccountEvent(db, person, 'sign-in.proof.failed', visitor)
    throw new AppError('invalid', { key: 'stepUp.wrong' }, { field: 'password' })
  }
  await forgive()
  const renewed = renewedSession({ sub: personId, startedAt })
  const went = await asPerson(db, personId, (tx) =>
    exchangeSession(tx, personId, sessionId, renewed.sessionId),
  )
  if (!went) throw over()
  await noteAccountEvent(db, person, 'sign-in.proof.succeeded', visitor)
  return renewed
}

function over(): AppError {
  return new AppError('unauthenticated', {
    key: 'errors.signedOut',
    values: { kept: { key: 'errors.nothingChanged' } },
  })
}
