import { asPerson, type Database, inTenant, type Tx } from '@/db/client'
import { type MemberRow, selectMembers } from '@/db/queries/console-members'
import { insertPerson, selectPersonByEmail } from '@/db/queries/people'
import {
  type CompanyRow,
  selectCompaniesOf,
  selectRole,
  touchMembership,
  upsertMembership,
} from '@/db/queries/tenancy'
import { asItIs } from '@/db/shown'
import { hashPassword } from '@/lib/auth/password'
import { newId } from '@/lib/base/id'
import { randomText } from '@/lib/base/secret'
import { fold } from '@/lib/scim'
import { memberAdded } from './companies'
import type { Ctx } from './context'
import { type Change, mutate } from './mutate'
import { requirePermission } from './permissions'

export type Company = CompanyRow

/** Somebody who may sign in to a company's console. */
export type Member = MemberRow

/** The companies of a person, the one visited last first: what the switcher shows. */
export function companiesOf(db: Database, personId: string): Promise<Company[]> {
  return asPerson(db, personId, (tx) => selectCompaniesOf(tx, personId))
}

/** Who may sign in to this company's console, and as what. */
export async function listMembers(ctx: Ctx): Promise<Member[]> {
  requirePermission(ctx, 'members.read')
  return inTenant(asItIs(ctx.db), ctx.tenantId, (tx) => selectMembers(tx, ctx.tenantId))
}

const PASSWORD_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/**
 * Makes the account with this e-mail address an owner of the company, and makes the account when there is
 * none. The password is returned only then.
 */
export async function ensureOwner(
  ctx: Ctx,
  email: string,
): Promise<{ personId: string; password: string | undefined }> {
  const password = randomText(20, PASSWORD_LETTERS)
  const passwordHash = await hashPassword(password)
  return mutate(ctx, 'members.write', async (tx) => {
    const account = await ensureAccount(tx, { email, name: nameFrom(email), passwordHash })
    const role = await selectRole(tx, ctx.tenantId, account.id)
    const changes: Change[] = []
    if (role !== 'owner') {
      await upsertMembership(tx, ctx.tenantId, { personId: account.id, role: 'owner' })
      changes.push(
        role
          ? {
              action: 'console-member.role-changed',
              label: account.name,
              before: { role },
              after: { role: 'owner' },
            }
          : memberAdded(account.name),
      )
    }
    return { result: { personId: account.id, password: account.isNew ? password : undefined }, changes }
  })
}

/** The account of that e-mail address, made when there is none. */
async function ensureAccount(
  tx: Tx,
  account: { email: string; name: string; passwordHash: string },
): Promise<{ id: string; name: string; isNew: boolean }> {
  const emailKey = fold(account.email)
  const existing = await selectPersonByEmail(tx, emailKey)
  if (existing) return { id: existing.id, name: existing.name, isNew: false }
  const id = newId()
  await insertPerson(tx, { id, ...account, emailKey, sessionsValidFrom: new Date() })
  return { id, name: account.name, isNew: true }
}

/** How stale the time of the last visit may become before it is written again. */
const VISIT_MILLISECONDS = 10 * 60_000

/** Remembers that somebody is here, for the order of the switcher. It changes nothing that has a history. */
export async function noteVisit(ctx: Ctx, lastVisitedAt: Date | null): Promise<void> {
  const { actor } = ctx
  const now = new Date()
  if (actor.kind !== 'person') return
  if (lastVisitedAt && now.getTime() - lastVisitedAt.getTime() < VISIT_MILLISECONDS) return
  await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) => touchMembership(tx, ctx.tenantId, actor.personId, now))
}

/** `grace.hopper@acme.example` → `Grace Hopper`. */
function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._+-]+/).filter(Boolean)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
  return name.slice(0, 64) || email
}
