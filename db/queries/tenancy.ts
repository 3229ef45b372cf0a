import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Statement, Tx } from '../client'
import { memberships, people, type Role, tenants } from '../schema/tenancy'

export type TenantRow = { id: string; slug: string; name: string }

export type CompanyRow = TenantRow & { role: Role; lastVisitedAt: Date | null }

/** The tenants of a person, the one visited last first. Runs inside `asPerson`. */
export function selectCompaniesOf(tx: Tx, personId: string): Promise<CompanyRow[]> {
  return tx.orm
    .select({
      id: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      role: memberships.role,
      lastVisitedAt: memberships.lastVisitedAt,
    })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(and(eq(memberships.personId, personId), isNull(tenants.deletedAt)))
    .orderBy(sql`${memberships.lastVisitedAt} desc nulls last`, asc(tenants.name))
}

export type MembershipRow = {
  personId: string
  name: string
  email: string
  sessionsValidFrom: Date
  tenantId: string | null
  tenantName: string | null
  role: Role | null
  masksForAuditors: boolean | null
  lastVisitedAt: Date | null
  /** When the session was last seen. */
  lastSeenAt: Date
  /** When something was last done in it, and the longest that nothing was. */
  activeAt: Date
  longestIdleSeconds: number
  /** How long ago its person proved that it is them, by the database’s clock, which also told when that was. */
  provedSecondsAgo: number
  sessionIdleMinutes: number | null
  sessionHours: number | null
  consoleAddresses: string[] | null
  /** Sessions that began before are not honoured in this company; null where none was refused. */
  memberSessionsValidFrom: Date | null
}

const MEMBERSHIP: Statement = {
  name: 'membership_of',
  text: `select p.id as "personId", p.name, p.email, p.sessions_valid_from as "sessionsValidFrom",
           t.id as "tenantId", t.name as "tenantName", m.role, t.masks_for_auditors as "masksForAuditors",
           m.last_visited_at as "lastVisitedAt",
           s.last_seen_at as "lastSeenAt", s.active_at as "activeAt",
           s.longest_idle_seconds as "longestIdleSeconds",
           extract(epoch from now() - s.proved_at)::float8 as "provedSecondsAgo",
           t.session_idle_minutes as "sessionIdleMinutes", t.session_hours as "sessionHours",
           t.console_addresses as "consoleAddresses",
           m.sessions_valid_from as "memberSessionsValidFrom"
         from people p
           left join tenants t on t.slug = $2 and t.deleted_at is null
           left join memberships m on m.tenant_id = t.id and m.person_id = p.id
           join sessions s on s.id = $3 and s.person_id = p.id
         where p.id = $1`,
}

/**
 * The person of a session that goes on, and their role in the tenant of a URL; `role` is
 * null without one. Runs inside `asPerson`.
 */
export async function selectMembership(
  tx: Tx,
  { personId, sessionId }: { personId: string; sessionId: string },
  slug: string,
): Promise<MembershipRow | undefined> {
  return (await tx.run<MembershipRow>(MEMBERSHIP, [personId, slug, sessionId]))[0]
}

/** False when the slug is taken. */
export async function insertTenant(tx: Tx, tenant: TenantRow): Promise<boolean> {
  const inserted = await tx.orm
    .insert(tenants)
    .values(tenant)
    .onConflictDoNothing()
    .returning({ id: tenants.id })
  return inserted.length > 0
}

/** Companies are made one after the other; held until the transaction ends. */
export async function lockCompanies(tx: Tx): Promise<void> {
  await tx.select(sql`select pg_advisory_xact_lock(hashtextextended('companies', 2))`)
}

/** Deleted ones count until they are gone: they may come back. */
export async function hasTenants(tx: Tx): Promise<boolean> {
  const rows = await tx.orm.select({ id: tenants.id }).from(tenants).where(isNull(tenants.purgedAt)).limit(1)
  return rows.length > 0
}

/** The oldest tenant of that name, compared without case. */
export async function selectTenantByName(tx: Tx, name: string): Promise<TenantRow | undefined> {
  const [row] = await tx.orm
    .select({ id: tenants.id, slug: tenants.slug, name: tenants.name })
    .from(tenants)
    .where(and(sql`lower(${tenants.name}) = lower(${name})`, isNull(tenants.deletedAt)))
    .orderBy(asc(tenants.createdAt), asc(tenants.id))
    .limit(1)
  return row
}

export async function selectRole(tx: Tx, tenantId: string, personId: string): Promise<Role | undefined> {
  const [row] = await tx.orm
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId)))
    .for('update')
  return row?.role
}

export async function upsertMembership(
  tx: Tx,
  tenantId: string,
  membership: { personId: string; role: Role },
): Promise<void> {
  await tx.orm
    .insert(memberships)
    .values({ tenantId, ...membership })
    .onConflictDoUpdate({
      target: [memberships.tenantId, memberships.personId],
      set: { role: membership.role },
    })
}

/** Remembers that a person was here, for the order of the company switcher. */
export async function touchMembership(tx: Tx, tenantId: string, personId: string, at: Date): Promise<void> {
  await tx.orm
    .update(memberships)
    .set({ lastVisitedAt: at })
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId)))
}

export type TenantSettings = {
  name: string
  slug: string
  createdAt: Date
  auditKeepDays: number | null
  masksForAuditors: boolean
  sessionIdleMinutes: number
  sessionHours: number
  consoleAddresses: string[]
}

const settingsOf = (tx: Tx, tenantId: string) =>
  tx.orm
    .select({
      name: tenants.name,
      slug: tenants.slug,
      createdAt: tenants.createdAt,
      auditKeepDays: tenants.auditKeepDays,
      masksForAuditors: tenants.masksForAuditors,
      sessionIdleMinutes: tenants.sessionIdleMinutes,
      sessionHours: tenants.sessionHours,
      consoleAddresses: tenants.consoleAddresses,
    })
    .from(tenants)
    .where(eq(tenants.id, tenantId))

export async function selectTenantSettings(tx: Tx, tenantId: string): Promise<TenantSettings | undefined> {
  return (await settingsOf(tx, tenantId))[0]
}

/** The same, held until the transaction ends; calls of identity providers go on meanwhile. */
export async function lockTenantSettings(tx: Tx, tenantId: string): Promise<TenantSettings | undefined> {
  return (await settingsOf(tx, tenantId).for('no key update'))[0]
}

export async function updateTenantSettings(
  tx: Tx,
  tenantId: string,
  set: Partial<Omit<TenantSettings, 'slug' | 'createdAt'>>,
): Promise<void> {
  await tx.orm.update(tenants).set(set).where(eq(tenants.id, tenantId))
}

/** The tenants that do not keep their audit log for ever. Runs outside every tenant. */
export function selectAuditRetentions(tx: Tx): Promise<{ tenantId: string; days: number }[]> {
  return tx.select(sql`
    select id as "tenantId", audit_keep_days as days from tenants where audit_keep_days is not null order by id`)
}

export type MemberOfTenant = {
  tenantId: string
  tenantSlug: string
  tenantName: string
  personId: string
  name: string
  email: string
  role: Role
  masksForAuditors: boolean
}

/** One member as they are now, for what is done in their name when they are gone; undefined once they are no member. */
export async function selectMemberOf(
  tx: Tx,
  tenantId: string,
  personId: string,
): Promise<MemberOfTenant | undefined> {
  const [row] = await tx.orm
    .select({
      tenantId: tenants.id,
      tenantSlug: tenants.slug,
      tenantName: tenants.name,
      personId: people.id,
      name: people.name,
      email: people.email,
      role: memberships.role,
      masksForAuditors: tenants.masksForAuditors,
    })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.personId, personId)))
  return row
}
