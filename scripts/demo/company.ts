import { type Database, inTenant, sql } from '@/db/client'
import { insertPerson } from '@/db/queries/people'
import { upsertMembership } from '@/db/queries/tenancy'
import { hashPassword } from '@/lib/auth/password'
import { newId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import type { Ctx } from '@/lib/tenancy/context'
import { noteVisit } from '@/lib/tenancy/members'
import { mutate } from '@/lib/tenancy/mutate'
import { permissionsOf, ROLES, type Role } from '@/lib/tenancy/permissions'

const COMPANY = 'Aldermoor Robotics'
export const DOMAIN = 'aldermoor.example'

/** Who works with the console, one of each role. */
const PEOPLE: Readonly<Record<Role, string>> = {
  owner: 'Ada Marsh',
  admin: 'Jonas Weber',
  operator: 'Priya Nair',
  auditor: 'Sofía Ortega',
}

/** The company as each of its console's members sees it. */
export type Console = Readonly<Record<Role, Ctx & { email: string }>>

/** Makes the company and, with one password for all, its members. */
export async function makeCompany(db: Database, password: string): Promise<Console> {
  const company = await ensureCompany(db, COMPANY, { kind: 'system', name: 'Demo' })
  const system = systemContext(db, company, 'Demo')
  const passwordHash = await hashPassword(password)
  const members = []
  // A year is told in a minute: each of them has just signed in, whenever they act.
  const provenUntil = Number.POSITIVE_INFINITY
  for (const role of ROLES) {
    const name = PEOPLE[role]
    const email = `${plain(name)}@${DOMAIN}`
    const personId = newId()
    await mutate(system, 'members.write', async (tx) => {
      const account = { id: personId, name, email, emailKey: fold(email), passwordHash }
      await insertPerson(tx, { ...account, sessionsValidFrom: new Date() })
      await upsertMembership(tx, company.id, { personId, role })
      return {
        result: undefined,
        changes: [{ action: 'console-member.added', label: name, after: { role } }],
      }
    })
    const actor = { kind: 'person', personId, name, email, address: '198.51.100.7' } as const
    members.push([role, { ...system, actor, permissions: permissionsOf(role), provenUntil, email }] as const)
  }
  return Object.fromEntries(members) as Console
}

/** When the company and its members began, which the database would otherwise say of this run. */
export async function backdateCompany({ owner }: Console, at: number): Promise<void> {
  const moment = new Date(at)
  await inTenant(owner.db, owner.tenantId, async (tx) => {
    await tx.select(sql`update tenants set created_at = ${moment} where id = ${owner.tenantId}`)
    await tx.select(sql`update memberships set created_at = ${moment} where tenant_id = ${owner.tenantId}`)
  })
}

/** Everybody but the owner was here lately. */
export async function visit(console: Console): Promise<void> {
  for (const role of ['admin', 'operator', 'auditor'] as const) await noteVisit(console[role], null)
}

/** `Sofía Ortega` → `sofia.ortega`. */
function plain(name: string): string {
  return fold(name.normalize('NFD').replaceAll(/\p{M}/gu, '')).replaceAll(' ', '.')
}
