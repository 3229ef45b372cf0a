import { asPerson, type Database } from '@/db/client'
import { type AccountRow, selectAccount, updateAccount } from '@/db/queries/people'
import { deleteSessions, exchangeSession } from '@/db/queries/sessions'
import { countSignIn, type Visitor } from '@/lib/auth/attempts'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { renewedSession, type SessionClaims } from '@/lib/auth/session-claims'
import { AppError } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import { fold } from '@/lib/scim'
import { type PasswordInput, type Preferences, readPreferences } from './input'

/** Who asks: an account belongs to its person alone, and to no company. */
export type Self = { db: Database; personId: string; sessionId: string; startedAt: number }

export async function getPreferences({ db, personId }: Pick<Self, 'db' | 'personId'>): Promise<Preferences> {
  return readPreferences((await read(db, personId)).preferences)
}

export async function savePreferences(
  { db, personId }: Self,
  change: Partial<Preferences>,
): Promise<Preferences> {
  const preferences = { ...(await getPreferences({ db, personId })), ...change }
  await asPerson(db, personId, (tx) => updateAccount(tx, personId, { preferences }))
  return preferences
}

/** Renames the account, in every company at once. */
export async function changeName({ db, personId }: Self, name: string): Promise<void> {
  await asPerson(db, personId, (tx) => updateAccount(tx, personId, { name }))
}

/**
 * Changes the password and ends every other session; this one goes on under another token, which is answered, so that
 * a copy of its own is refused as well. Wrong tries count as those of signing in do.
 * @throws AppError `invalid` on `current`, `limit` after too many tries
 */
export async function changePassword(
  { db, personId, sessionId, startedAt }: Self,
  input: PasswordInput,
  visitor: Visitor,
): Promise<SessionClaims> {
  const account = await read(db, personId)
  const forgive = await countSignIn(db, fold(account.email), visitor)
  if (!(await verifyPassword(account.passwordHash, input.current))) {
    throw new AppError('invalid', { key: 'account.password.wrong' }, { field: 'current' })
  }
  const passwordHash = await hashPassword(input.password)
  const renewed = renewedSession({ sub: personId, startedAt })
  await asPerson(db, personId, async (tx) => {
    await updateAccount(tx, personId, { passwordHash })
    await deleteSessions(tx, personId, sessionId)
    await exchangeSession(tx, personId, sessionId, renewed.sessionId)
  })
  await forgive()
  log().info({ personId }, 'a password was changed')
  return renewed
}

async function read(db: Database, personId: string): Promise<AccountRow> {
  const account = await asPerson(db, personId, (tx) => selectAccount(tx, personId))
  if (!account) throw new AppError('not-found', { key: 'errors.noPerson' })
  return account
}
