import { type Database, outsideTenants } from '@/db/client'
import { selectPersonByEmail } from '@/db/queries/people'
import { AppError } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import { noteAccountEvent } from '@/lib/history/audit-events'
import { fold } from '@/lib/scim'
import { countSignIn, type Visitor } from './attempts'
import type { SignInInput } from './input'
import { verifyPassword } from './password'

export type Person = { id: string; name: string; email: string }

/** No address holds these, and PostgreSQL takes neither. */
const UNPRINTABLE = /\p{Cc}|\p{Cs}/gu

/**
 * Who somebody is, by e-mail and password. One answer for every cause, and the same time for an account that
 * does not exist.
 *
 * @throws AppError `unauthenticated`, `limit` after too many tries
 */
export async function signIn(db: Database, input: SignInInput, visitor: Visitor): Promise<Person> {
  const account = fold(input.email).replace(UNPRINTABLE, '\ufffd')
  const forgive = await countSignIn(db, account, visitor)
  const row = await outsideTenants(db, (tx) => selectPersonByEmail(tx, account))
  if (!(await verifyPassword(row?.passwordHash, input.password)) || !row) {
    log().warn({ address: visitor.address }, 'a sign-in was refused')
    // Not waited for: an account that exists must not cost more time than one that does not.
    if (row) noteAccountEvent(db, row, 'sign-in.failed', visitor).catch(logUnnoted)
    throw new AppError('unauthenticated', { key: 'errors.credentials' })
  }
  await forgive()
  await noteAccountEvent(db, row, 'sign-in.succeeded', visitor)
  log().info({ personId: row.id, address: visitor.address }, 'signed in')
  return { id: row.id, name: row.name, email: row.email }
}

function logUnnoted(error: Error): void {
  log().error({ message: error.message }, 'a refused sign-in is missing in the audit log')
}
