import { database } from '@/db/database'
import { getPreferences } from '@/lib/account/account'
import type { Preferences } from '@/lib/account/input'
import { AppError } from '@/lib/base/errors'
import { openSetupLink, revealThroughLink, type SetupVisit } from '@/lib/integrations/setup-visit'
import type { NewToken } from '@/lib/integrations/tokens'
import {
  acceptInvitation,
  declineInvitation,
  type InvitationOffer,
  readInvitation,
} from '@/lib/tenancy/acceptance'
import { createFirstCompany } from '@/lib/tenancy/companies'
import { type Restorable, restorableOf, restoreCompany } from '@/lib/tenancy/deletion'
import { hasCompany } from '@/lib/tenancy/installation'
import { type Company, companiesOf } from '@/lib/tenancy/members'
import { holdSession, readSession, startSession, visitor } from './browser-session'
import type { AccountInput, SetupInput, SignInInput } from './input'
import { currentPerson } from './session'
import { type Person, signIn } from './sign-in'
import { proveSession } from './step-up'

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

/** Makes sure that who is signed in sits there themselves, and renews their session. @throws AppError as `proveSession` */
export async function proveMyself(password: string): Promise<void> {
  const session = await readSession()
  if (!session) throw new AppError('unauthenticated', { key: 'errors.sessionEnded' })
  await holdSession(await proveSession(database(), session, password, await visitor()))
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

/** The companies that the person who is signed in deleted, or another Owner of them did, and that can be restored. */
export function myDeletedCompanies(person: Person): Promise<Restorable[]> {
  return restorableOf(database(), person.id)
}

/** Takes the deletion of a company back, as the person who is signed in. @throws AppError as `restoreCompany` does */
export async function restoreMyCompany(tenantId: string): Promise<string> {
  const person = await currentPerson()
  if (!person) throw new AppError('unauthenticated', { key: 'errors.sessionEnded' })
  return (await restoreCompany(database(), person.id, tenantId, await visitor())).slug
}

/** What the holder of an invitation's link may know of it; undefined for a link that was never given out. */
export function invitationOf(secret: string): Promise<InvitationOffer | undefined> {
  return readInvitation(database(), secret)
}

/** Accepts as the person who is signed in. Returns the company's slug. @throws AppError as `acceptInvitation` does */
export async function joinAsMyself(secret: string): Promise<string> {
  const person = await currentPerson()
  if (!person) throw new AppError('unauthenticated', { key: 'members.join.hasAccount' })
  const { slug } = await acceptInvitation(database(), secret, { person }, await visitor())
  return slug
}

/** Accepts with an account that is made now, and signs it in. Returns the company's slug. */
export async function joinAsNew(secret: string, account: AccountInput): Promise<string> {
  const { slug, personId } = await acceptInvitation(database(), secret, account, await visitor())
  await startSession(personId)
  return slug
}

/** Ends the invitation. @throws AppError as `acceptInvitation` does */
export async function declineOffer(secret: string): Promise<void> {
  await declineInvitation(database(), secret, await visitor())
}

/** Somebody without an account, with a setup link. Undefined when it leads nowhere. */
export function visitSetupLink(link: string): Promise<SetupVisit | undefined> {
  return openSetupLink(database(), link)
}

/** Has the token made that a setup link shows once. @throws AppError as `revealThroughLink` does */
export async function revealSetupToken(link: string, code: string): Promise<NewToken> {
  return revealThroughLink(database(), link, code, await visitor())
}
