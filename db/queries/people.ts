import { and, eq } from 'drizzle-orm'
import type { Tx } from '../client'
import { sessions } from '../schema/sessions'
import { people } from '../schema/tenancy'

export type PersonRow = {
  id: string
  email: string
  name: string
  passwordHash: string
  sessionsValidFrom: Date
}

export type AccountRow = PersonRow & { preferences: Readonly<Record<string, unknown>> }

const COLUMNS = {
  id: people.id,
  email: people.email,
  name: people.name,
  passwordHash: people.passwordHash,
  sessionsValidFrom: people.sessionsValidFrom,
}

/** A console account by its e-mail address, folded. Accounts are global: no tenant is asked. */
export async function selectPersonByEmail(tx: Tx, emailKey: string): Promise<PersonRow | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(people).where(eq(people.emailKey, emailKey))
  return row
}

/** The person of a session that goes on, and when it was last seen. */
export async function selectPerson(
  tx: Tx,
  id: string,
  sessionId: string,
): Promise<(PersonRow & { lastSeenAt: Date }) | undefined> {
  const [row] = await tx.orm
    .select({ ...COLUMNS, lastSeenAt: sessions.lastSeenAt })
    .from(people)
    .innerJoin(sessions, and(eq(sessions.personId, people.id), eq(sessions.id, sessionId)))
    .where(eq(people.id, id))
  return row
}

/** The account itself, with how its person likes the console. */
export async function selectAccount(tx: Tx, id: string): Promise<AccountRow | undefined> {
  const [row] = await tx.orm
    .select({ ...COLUMNS, preferences: people.preferences })
    .from(people)
    .where(eq(people.id, id))
  return row
}

export async function updateAccount(
  tx: Tx,
  id: string,
  change: Partial<Pick<AccountRow, 'name' | 'passwordHash' | 'preferences' | 'sessionsValidFrom'>>,
): Promise<void> {
  await tx.orm.update(people).set(change).where(eq(people.id, id))
}

/** Fails on `people_email_taken` when the address has an account. */
export async function insertPerson(tx: Tx, person: PersonRow & { emailKey: string }): Promise<void> {
  await tx.orm.insert(people).values(person)
}
