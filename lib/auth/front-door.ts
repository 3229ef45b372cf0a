import { database } from '@/db/database'
import { getPreferences } from '@/lib/account/account'
import type { Preferences } from '@/lib/account/input'
import { createFirstCompany } from '@/lib/tenancy/companies'
import { hasCompany } from '@/lib/tenancy/installation'
import { type Company, companiesOf } from '@/lib/tenancy/members'
import type { SetupInput, SignInInput } from './input'
import { startSession, visitor } from './session'
import { type Person, signIn } from './sign-in'

/** False until the first company exists. */
export function isSetUp(): Promise<boolean> {
  return hasCompany(database())
}

/** Signs a person in to this browser. Returns how they like the console. @throws AppError `unauthenticated`, `limit` */
export async function enter(input: SignInInput): Promise<Preferences> {
  const person = await signIn(database(), input, await visitor())
  await startSession(person.id)
  return getPreferences({ db: database(), personId: person.id })
}

/** The very first visit: makes the company and signs its owner in. Returns the company's slug. */
export async function found(input: SetupInput): Promise<string> {
  const { company, personId } = await createFirstCompany(database(), input, await visitor())
  await startSession(personId)
  return company.slug
}

/** The companies of the person who is signed in, the one visited last first. */
export function myCompanies(person: Person): Promise<Company[]> {
  return companiesOf(database(), person.id)
}
