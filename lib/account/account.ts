import { asPerson, type Database } from '@/db/client'
import { type AccountRow, selectAccount, updateAccount } from '@/db/queries/people'
import { deleteSessions } from '@/db/queries/sessions'
import { countSignIn, type Visitor } from '@/lib/auth/attempts'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { AppError } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import { fold } from '@/lib/scim'
import { type PasswordInput, type Preferences, readPreferences } from './input'

/** Who asks: an account belongs to its person alone, and to no company. */
export type Self = { db: Database; personId: string; sessionId: string }

export async function getPreferences({ db, personId }: Omit<Self, 'sessionId'>): Promise<Preferences> {
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
 * Makes sure that it is the person who sits there, by their password. Wrong tries count as those of signing in do.
 * @throws AppError `invalid` on `field`, `limit` after too many tries
 */
export async function confirmPassword(
  { db, personId }: Omit<Self, 'sessionId'>,
  typed: string,
  field: string,
  visitor: Visitor,
): Promise<void> {
  await (await countConfirmation(await read(db, personId), { db, typed, field }, visitor))()
}

/** Answers how to forgive the tries before this one, which was right. */
async function countConfirmation(
  account: AccountRow,
  { db, typed, field }: { db: Database; typed: string; field: string },
  visitor: Visitor,
): Promise<() => Promise<void>> {
  const forgive = await countSignIn(db, fold(account.email), visitor)
  if (await verifyPassword(account.passwordHash, typed)) return forgive
  throw new AppError('invalid', { key: 'account.password.wrong' }, { field })
}

/**
 * Changes the password and ends every other session. Wrong tries count as those of signing in do.
 * @throws AppError `invalid` on `current`, `limit` after too many tries
 */
export async function changePassword(
  { db, personId, sessionId }: Self,
  input: PasswordInput,
  visitor: Visitor,
): Promise<void> {
  const account = await read(db, personId)
  const forgive = await countConfirmation(account, { db, typed: input.current, field: 'current' }, visitor)
  const passwordHash = await hashPassword(input.password)
  await asPerson(db, personId, async (tx) => {
    await updateAccount(tx, personId, { passwordHash })
    await deleteSessions(tx, personId, sessionId)
  })
  await forgive()
  log().info({ personId }, 'a password was changed')
}

async function read(db: Database, personId: string): Promise<AccountRow> {
  const account = await asPerson(db, personId, (tx) => selectAccount(tx, personId))
  if (!account) throw new AppError('not-found', { key: 'errors.noPerson' })
  return account
}
