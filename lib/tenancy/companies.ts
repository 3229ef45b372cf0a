import { type Database, outsideTenants, type Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { insertPerson } from '@/db/queries/people'
import {
  hasTenants,
  insertTenant,
  lockCompanies,
  selectTenantByName,
  type TenantRow,
  upsertMembership,
} from '@/db/queries/tenancy'
import { countSetup, type Visitor } from '@/lib/auth/attempts'
import type { SetupInput } from '@/lib/auth/input'
import { hashPassword } from '@/lib/auth/password'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import type { Actor, Ctx } from './context'
import { burnSetupCodes, isSetupCode } from './installation'
import { type Change, mutate } from './mutate'
import { permissionsOf } from './permissions'
import { slugOf } from './slug'

/** A company that was just made, and who owns it. */
export type Founding = { company: TenantRow; personId: string }

/**
 * The very first visit: with the setup code, makes the company, its owner's account and membership, and ends
 * setup. Of several visitors with a code, one succeeds.
 *
 * @throws AppError `invalid` on `code`, `conflict` on `setup` once a company exists, `limit` after too many codes
 */
export async function createFirstCompany(
  db: Database,
  input: SetupInput,
  visitor: Visitor,
): Promise<Founding> {
  await countSetup(db, visitor)
  await outsideTenants(db, (tx) => requireSetup(tx, input.code))
  const passwordHash = await hashPassword(input.password)
  const personId = newId()
  const { name, email } = input
  const ctx = foundingContext(db, input.company, { kind: 'person', personId, name, email, ...visitor })
  const company = await mutate(ctx, 'members.write', async (tx) => {
    await lockCompanies(tx)
    await requireSetup(tx, input.code)
    const { company, change } = await insertCompany(tx, ctx)
    const emailKey = fold(email)
    await insertPerson(tx, {
      id: personId,
      name,
      email,
      emailKey,
      passwordHash,
      sessionsValidFrom: new Date(),
    })
    await upsertMembership(tx, company.id, { personId, role: 'owner' })
    return { result: company, changes: [change, memberAdded(name)] }
  }).catch((error) => {
    if (takenAttribute(error) !== 'email') throw error
    throw new AppError('conflict', { key: 'errors.accountTaken' }, { field: 'email' })
  })
  return { company, personId }
}

/** The company of that name, compared without case; made when there is none. Ends setup. */
export async function ensureCompany(db: Database, name: string, actor: Actor): Promise<TenantRow> {
  const ctx = foundingContext(db, name, actor)
  return mutate(ctx, 'members.write', async (tx) => {
    await lockCompanies(tx)
    const existing = await selectTenantByName(tx, name)
    if (existing) return { result: existing, changes: [] }
    const { company, change } = await insertCompany(tx, ctx)
    return { result: company, changes: [change] }
  })
}

/** @throws AppError when setup is over, on `setup`, or the code is not one that was given out, on `code` */
async function requireSetup(tx: Tx, code: string): Promise<void> {
  // Reading the codes waits for whoever is burning them: their company is seen only after that.
  const isRight = await isSetupCode(tx, code)
  if (await hasTenants(tx)) {
    throw new AppError('conflict', { key: 'errors.companyMade' }, { field: 'setup' })
  }
  if (!isRight) {
    throw new AppError('invalid', { key: 'errors.setupCode' }, { field: 'code' })
  }
}

/** Writes the tenant of `ctx` under the first free slug. Callers hold `lockCompanies`. */
async function insertCompany(tx: Tx, ctx: Ctx): Promise<{ company: TenantRow; change: Change }> {
  await burnSetupCodes(tx)
  for (let attempt = 1; ; attempt++) {
    const company = { id: ctx.tenantId, name: ctx.tenantName, slug: slugOf(ctx.tenantName, attempt) }
    if (!(await insertTenant(tx, company))) continue
    const after = { name: company.name, slug: company.slug }
    return { company, change: { action: 'company.created', label: company.name, after } }
  }
}

export function memberAdded(name: string): Change {
  return { action: 'console-member.added', label: name, after: { role: 'owner' } }
}

/** The context of a company that is about to exist: its id is new, and whoever makes it owns it. */
function foundingContext(db: Database, tenantName: string, actor: Actor): Ctx {
  return {
    db,
    tenantId: newId(),
    tenantSlug: slugOf(tenantName),
    tenantName,
    actor,
    permissions: permissionsOf('owner'),
  }
}

/** What the system may do in a company, for commands that are run where the server is. */
export function systemContext(db: Database, company: TenantRow, name: string): Ctx {
  return {
    db,
    tenantId: company.id,
    tenantSlug: company.slug,
    tenantName: company.name,
    actor: { kind: 'system', name },
    permissions: permissionsOf('owner'),
  }
}
