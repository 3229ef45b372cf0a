import { and, asc, eq } from 'drizzle-orm'
import { type SQL, sql, type Tx } from '../client'
import { lastCalls } from '../schema/events'
import type { MassChangeFacts } from '../schema/problems'
import type { Rules } from '../schema/rules'
import { type GuideState, integrations, type Provider } from '../schema/tenancy'
import { directoryCount } from './counts'

export type IntegrationRow = {
  id: string
  name: string
  provider: Provider
  groupSync: boolean
  rules: Partial<Rules>
  guide: GuideState
  pausedAt: Date | null
  pausedBy: string | null
  createdAt: Date
  createdBy: string
}

const COLUMNS = {
  id: integrations.id,
  name: integrations.name,
  provider: integrations.provider,
  groupSync: integrations.groupSync,
  rules: integrations.rules,
  guide: integrations.guide,
  pausedAt: integrations.pausedAt,
  pausedBy: integrations.pausedBy,
  createdAt: integrations.createdAt,
  createdBy: integrations.createdBy,
}

const named = (tenantId: string, id: string) =>
  and(eq(integrations.tenantId, tenantId), eq(integrations.id, id))

/** Fails on `integrations_name_taken` when the tenant has one of that name. */
export async function insertIntegration(
  tx: Tx,
  tenantId: string,
  integration: IntegrationRow & { nameKey: string; isTest?: boolean },
): Promise<void> {
  await tx.orm.insert(integrations).values({ tenantId, ...integration })
}

export function selectIntegrations(tx: Tx, tenantId: string): Promise<IntegrationRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.isTest, false)))
    .orderBy(asc(integrations.nameKey))
}

export async function selectIntegration(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<IntegrationRow | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(integrations).where(named(tenantId, id))
  return row
}

export async function selectIntegrationByName(
  tx: Tx,
  tenantId: string,
  nameKey: string,
): Promise<IntegrationRow | undefined> {
  const [row] = await tx.orm
    .select(COLUMNS)
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.nameKey, nameKey)))
  return row
}

/** One integration, held until the transaction ends: what people do to it happens one act after the other. */
export async function lockIntegration(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<IntegrationRow | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(integrations).where(named(tenantId, id)).for('update')
  return row
}

export async function updateIntegration(
  tx: Tx,
  tenantId: string,
  id: string,
  set: Partial<{
    name: string
    nameKey: string
    provider: Provider
    guide: GuideState
    groupSync: boolean
    rules: Partial<Rules>
    pausedAt: Date | null
    pausedBy: string | null
  }>,
): Promise<void> {
  await tx.orm.update(integrations).set(set).where(named(tenantId, id))
}

/** Its tokens, problems and last calls go with it; what it managed must have been let go before. */
export async function deleteIntegrationRow(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.orm.delete(lastCalls).where(and(eq(lastCalls.tenantId, tenantId), eq(lastCalls.integrationId, id)))
  await tx.orm.delete(integrations).where(named(tenantId, id))
}

export type FactsRow = {
  id: string
  users: number
  groups: number
  /** The last call whose token was accepted. */
  lastSeenAt: Date | null
  /** The last call, accepted or not. */
  lastRequestAt: Date | null
  /** The last change that the identity provider made. */
  lastWriteAt: Date | null
  /** The last three calls, the newest first. `refusal` says why a credential was refused. */
  recent: { at: Date; refusal: string | null; tokenId: string | null }[]
  /** Problems that nobody chose to ignore, and how many people and groups they are about. */
  openProblems: number
  peopleWithProblems: number
  groupsWithProblems: number
  /** The latest alarm that is open. */
  alarm: { id: string; at: Date; facts: MassChangeFacts } | null
}

type RawFacts = Omit<FactsRow, 'recent' | 'alarm'> & {
  alarm: { id: string; at: string; facts: MassChangeFacts } | null
  recent: { at: string; refusal: string | null; tokenId: string | null }[] | null
}

/** What has been seen of one integration, or of all: every part of it a bounded index scan. */
export async function selectFacts(tx: Tx, tenantId: string, id?: string): Promise<FactsRow[]> {
  const only: SQL = id === undefined ? sql`true` : sql`i.id = ${id}`
  const rows = await tx.select<RawFacts>(sql`
    select i.id, l.seen_at as "lastSeenAt", (l.recent -> 0 ->> 'at')::timestamptz as "lastRequestAt",
      wrote.at as "lastWriteAt", l.recent,
      ${directoryCount(tenantId, 'user', [sql`c.of_id = i.id`])} as users,
      ${directoryCount(tenantId, 'group', [sql`c.of_id = i.id`])} as groups,
      p.problems as "openProblems", p.people as "peopleWithProblems", p.groups as "groupsWithProblems", a.alarm
    from integrations i
      left join last_calls l on l.tenant_id = i.tenant_id and l.integration_id = i.id
      left join lateral (
        select c.at from changes c
        where c.tenant_id = i.tenant_id and c.integration_id = i.id and c.actor_kind = 'integration'
        order by c.id desc limit 1) wrote on true
      left join lateral (
        select count(*)::int as problems,
          count(distinct case when o.cause = 'unknown-member' then split_part(o.subject, ':', 2)
                              when o.resource_type = 'User' and o.cause <> 'mass-change' then o.subject end)::int as people,
          count(distinct o.subject) filter (where o.cause not in ('unknown-member', 'mass-change') and o.resource_type = 'Group')::int as groups
        from problems o
        where o.tenant_id = i.tenant_id and o.integration_id = i.id and o.closed_at is null
          and o.ignored_at is null) p on true
      left join lateral (
        select json_build_object('id', o.id, 'at', o.last_at, 'facts', o.facts) as alarm from problems o
        where o.tenant_id = i.tenant_id and o.integration_id = i.id and o.cause = 'mass-change' and o.closed_at is null
          and o.ignored_at is null
        order by o.last_at desc, o.id desc limit 1) a on true
    where i.tenant_id = ${tenantId} and not i.is_test and ${only}`)
  return rows.map(({ recent, alarm, ...row }) => ({
    ...row,
    alarm: alarm && { ...alarm, at: new Date(alarm.at) },
    recent: (recent ?? []).map((call) => ({ ...call, at: new Date(call.at) })),
  }))
}

/** The last refused calls at the tenant's base URL that belong to no integration: a foreign token, or none. */
export async function selectStrayCall(
  tx: Tx,
  tenantId: string,
  since: Date,
): Promise<{ at: Date; refusal: string } | undefined> {
  const [row] = await tx.select<{ at: Date; refusal: string }>(sql`
    select r.at, r.refusal from requests r
    where r.tenant_id = ${tenantId} and r.integration_id is null and r.refusal is not null and r.at > ${since}
    order by r.at desc limit 1`)
  return row
}
