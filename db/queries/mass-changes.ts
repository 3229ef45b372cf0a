import { type Statement, sql, type Tx } from '../client'
import type { Loss, LossOutcome, LossRefusal } from '../schema/mass-changes'
import type { MassChangeFacts } from '../schema/problems'
import { keyContains, type SearchText } from './search-text'

/** An alarm: the problem that says that a mass change happened. */
export type AlarmRow = {
  id: string
  integrationId: string
  facts: MassChangeFacts
  /** How many are in its set. */
  times: number
  firstAt: Date
  lastAt: Date
  closedAt: Date | null
}

const COLUMNS = sql.raw(`p.id, p.integration_id as "integrationId", p.facts, p.times, p.first_at as "firstAt",
  p.last_at as "lastAt", p.closed_at as "closedAt"`)

const LOCK: Statement = {
  name: 'lock_guard',
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 5))',
}

/** Until the transaction ends, nobody else looks for mass changes of this integration: one wave is one alarm. */
export async function lockGuard(tx: Tx, integrationId: string): Promise<void> {
  await tx.run(LOCK, [integrationId])
}

/** The alarms of an integration that are open, or whose wave was seen since `since`; the latest first. */
export function selectAlarms(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  since: Date,
): Promise<AlarmRow[]> {
  return tx.select<AlarmRow>(sql`
    select ${COLUMNS} from problems p
    where p.tenant_id = ${tenantId} and p.integration_id = ${integrationId} and p.cause = 'mass-change'
      and (p.closed_at is null or p.last_at >= ${since}::timestamptz)
    order by p.last_at desc, p.id desc`)
}

/** The alarms of an integration that are closed, the latest first: those before one of them, where it is named. */
export function selectClosedAlarms(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  { before, most }: { before: string | undefined; most: number },
): Promise<AlarmRow[]> {
  const older = before
    ? sql`and (p.last_at, p.id) < (select b.last_at, b.id from problems b
        where b.tenant_id = ${tenantId} and b.id = ${before})`
    : sql``
  return tx.select<AlarmRow>(sql`
    select ${COLUMNS} from problems p
    where p.tenant_id = ${tenantId} and p.integration_id = ${integrationId} and p.cause = 'mass-change'
      and p.closed_at is not null ${older}
    order by p.last_at desc, p.id desc limit ${most}`)
}

export async function countClosedAlarms(tx: Tx, tenantId: string, integrationId: string): Promise<number> {
  const [row] = await tx.select<{ count: number }>(sql`
    select count(*)::int as count from problems p
    where p.tenant_id = ${tenantId} and p.integration_id = ${integrationId} and p.cause = 'mass-change'
      and p.closed_at is not null`)
  return row?.count ?? 0
}

export async function selectAlarm(tx: Tx, tenantId: string, id: string): Promise<AlarmRow | undefined> {
  const [row] = await tx.select<AlarmRow>(sql`
    select ${COLUMNS} from problems p
    where p.tenant_id = ${tenantId} and p.id = ${id} and p.cause = 'mass-change'`)
  return row
}

/** The same, held until the transaction ends: pieces of its restore come one after the other. */
export async function lockAlarm(tx: Tx, tenantId: string, id: string): Promise<AlarmRow | undefined> {
  const [row] = await tx.select<AlarmRow>(sql`
    select ${COLUMNS} from problems p
    where p.tenant_id = ${tenantId} and p.id = ${id} and p.cause = 'mass-change' for no key update`)
  return row
}

/** Raises an alarm for a wave, unless the same is open. */
export async function insertAlarm(
  tx: Tx,
  tenantId: string,
  alarm: Omit<AlarmRow, 'closedAt' | 'times'>,
): Promise<void> {
  const { group } = alarm.facts
  const subject = `${group ? `group:${group.id}` : 'people'}:${alarm.firstAt.toISOString()}`
  await tx.select(sql`
    insert into problems (tenant_id, id, integration_id, cause, subject, resource_type, label, detail, first_at, last_at, facts)
    values (${tenantId}, ${alarm.id}, ${alarm.integrationId}, 'mass-change', ${subject}, ${group ? 'Group' : 'User'},
      ${group?.name ?? ''}, '', ${alarm.firstAt}, ${alarm.lastAt}, ${JSON.stringify(alarm.facts)}::jsonb)`)
}

/** Has an alarm say what its set holds now. */
export async function countIntoAlarm(tx: Tx, tenantId: string, id: string, lastAt: Date): Promise<void> {
  await tx.select(sql`
    update problems p set times = s.times, last_at = greatest(p.last_at, ${lastAt}::timestamptz),
      facts = p.facts || jsonb_build_object('lost', s.lost)
    from (select count(*)::int as times, count(*) filter (where l.was_active)::int as lost from mass_change_losses l
          where l.tenant_id = ${tenantId} and l.problem_id = ${id}) s
    where p.tenant_id = ${tenantId} and p.id = ${id}`)
}

/** Keeps what is newly known of an alarm, and closes it where `closedAt` is given. */
export async function updateAlarm(
  tx: Tx,
  tenantId: string,
  id: string,
  { facts, closedAt = null }: { facts: Partial<MassChangeFacts>; closedAt?: Date | null },
): Promise<void> {
  await tx.select(sql`
    update problems set facts = facts || ${JSON.stringify(facts)}::jsonb, closed_at = ${closedAt}
    where tenant_id = ${tenantId} and id = ${id}`)
}

/** Alarms about groups whose members are all in the alarm about people: they are told of there. */
export async function selectAbsorbed(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  peopleAlarm: string,
): Promise<string[]> {
  const rows = await tx.select<{ id: string }>(sql`
    select p.id from problems p
    where p.tenant_id = ${tenantId} and p.integration_id = ${integrationId} and p.cause = 'mass-change'
      and p.closed_at is null and p.facts -> 'group' ->> 'id' is not null
      and not exists (
        select from mass_change_losses l
        where l.tenant_id = ${tenantId} and l.problem_id = p.id and not exists (
          select from mass_change_losses x
          where x.tenant_id = ${tenantId} and x.problem_id = ${peopleAlarm} and x.member_id = l.member_id))`)
  return rows.map(({ id }) => id)
}

/** How many of a set were lost how, and what has become of them. */
export type LossCount = { loss: Loss; outcome: LossOutcome | null; isGroup: boolean; count: number }

export function countSet(tx: Tx, tenantId: string, problemId: string): Promise<LossCount[]> {
  return tx.select<LossCount>(sql`
    select l.loss, l.outcome, l.is_group as "isGroup", count(*)::int as count from mass_change_losses l
    where l.tenant_id = ${tenantId} and l.problem_id = ${problemId} group by 1, 2, 3`)
}

export type LossRow = {
  memberId: string
  isGroup: boolean
  loss: Loss
  wasActive: boolean
  label: string
  userName: string
  at: Date
  outcome: LossOutcome | null
  refusal: LossRefusal | null
  requestId: string | null
  /** There is a page about them: they are here, or have a history. */
  isHere: boolean
}

export type LossSearch = {
  text: SearchText | undefined
  loss: Loss | undefined
  /** `lost`: still so. */
  outcome: LossOutcome | 'lost' | undefined
  limit: number
  offset: number
}

/** How many of a set fit, and one page of them by name. */
export async function searchLosses(
  tx: Tx,
  tenantId: string,
  problemId: string,
  { text, loss, outcome, limit, offset }: LossSearch,
): Promise<{ total: number; rows: LossRow[] }> {
  const where = sql`l.tenant_id = ${tenantId} and l.problem_id = ${problemId}
    and (${text === undefined}::boolean or ${text ? keyContains(sql`l.text_key`, text) : sql`true`})
    and (${loss ?? null}::text is null or l.loss = ${loss ?? null})
    and (${outcome ?? null}::text is null or coalesce(l.outcome, 'lost') = ${outcome ?? null})`
  const [[count], rows] = await Promise.all([
    tx.select<{ total: number }>(sql`select count(*)::int as total from mass_change_losses l where ${where}`),
    tx.select<LossRow>(sql`
      select l.member_id as "memberId", l.is_group as "isGroup", l.loss, l.was_active as "wasActive", l.label,
        l.user_name as "userName", l.at, l.outcome, l.refusal, c.request_id as "requestId",
        exists (select from users u where u.tenant_id = ${tenantId} and u.id = l.member_id)
          or exists (select from groups g where g.tenant_id = ${tenantId} and g.id = l.member_id) as "isHere"
      from (select * from mass_change_losses l where ${where}
            order by l.text_key, l.member_id limit ${limit} offset ${offset}) l
        left join changes c on c.tenant_id = ${tenantId} and c.id = l.change_id
      order by l.text_key, l.member_id`),
  ])
  return { total: count?.total ?? 0, rows }
}
