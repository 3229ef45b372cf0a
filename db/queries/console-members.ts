import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Tx } from '../client'
import { memberships, people, type Role } from '../schema/tenancy'

export type MemberRow = {
  id: string
  name: string
  email: string
  role: Role
  createdAt: Date
  lastVisitedAt: Date | null
}

const COLUMNS = {
  id: people.id,
  name: people.name,
  email: people.email,
  role: memberships.role,
  createdAt: memberships.createdAt,
  lastVisitedAt: memberships.lastVisitedAt,
}

const named = (tenantId: string, personId: string) =>
  and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId))

/** The people of a tenant's console, the mightiest roles first. */
export function selectMembers(tx: Tx, tenantId: string): Promise<MemberRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.tenantId, tenantId))
    .orderBy(
      sql`array_position(array['owner', 'admin', 'operator', 'auditor'], ${memberships.role})`,
      asc(people.name),
      asc(people.id),
    )
}

/**
 * A member, and how many owners the tenant has. They are held until the transaction ends, in one order, so that
 * of two who want to demote each other the second sees what the first has done.
 */
export async function lockMember(
  tx: Tx,
  tenantId: string,
  personId: string,
): Promise<{ member: MemberRow | undefined; owners: number }> {
  const rows = await tx.orm
    .select(COLUMNS)
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        or(eq(memberships.role, 'owner'), eq(memberships.personId, personId)),
      ),
    )
    .orderBy(asc(memberships.personId))
    .for('update', { of: memberships })
  return {
    member: rows.find(({ id }) => id === personId),
    owners: rows.filter(({ role }) => role === 'owner').length,
  }
}

export async function updateMember(
  tx: Tx,
  tenantId: string,
  personId: string,
  set: { role?: Role; sessionsValidFrom?: Date },
): Promise<void> {
  await tx.orm.update(memberships).set(set).where(named(tenantId, personId))
}

export async function deleteMember(tx: Tx, tenantId: string, personId: string): Promise<void> {
  await tx.orm.delete(memberships).where(named(tenantId, personId))
}

/** Which of these folded addresses belong to members already. */
export async function selectMemberAddresses(
  tx: Tx,
  tenantId: string,
  emailKeys: readonly string[],
): Promise<string[]> {
  const rows = await tx.select<{ email: string }>(sql`
    select p.email from memberships m join people p on p.id = m.person_id
    where m.tenant_id = ${tenantId} and p.email_key = any(${sql.param([...emailKeys])}::text[])
    order by p.email_key`)
  return rows.map(({ email }) => email)
}
