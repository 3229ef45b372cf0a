import { and, eq, notExists, sql } from 'drizzle-orm'
import type { Tx } from '../client'
import { people, sessionsEnded } from '../schema/tenancy'

export type PersonRow = {
  id: string
  email: string
  name: string
  passwordHash: string
  sessionsValidFrom: Date
}

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

/** The person of a session that has not been signed out of. */
export async function selectPerson(tx: Tx, id: string, sessionId: string): Promise<PersonRow | undefined> {
  const ended = tx.orm.select({ one: sql`1` }).from(sessionsEnded).where(eq(sessionsEnded.id, sessionId))
  const [row] = await tx.orm
    .select(COLUMNS)
    .from(people)
    .where(and(eq(people.id, id), notExists(ended)))
  return row
}

/** Fails on `people_email_taken` when the address has an account. */
export async function insertPerson(tx: Tx, person: PersonRow & { emailKey: string }): Promise<void> {
  await tx.orm.insert(people).values(person)
}
