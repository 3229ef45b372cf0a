import { type SQL, sql, type Tx } from '../client'
import { type ActorKind, MOVEMENTS } from '../schema/events'
import { keyContains, type SearchText } from './search-text'

/** Somebody came, came back or went; what the history and, where it still has it, the request log know of that. */
export type MovementRow = {
  id: string
  at: Date
  movement: Movement
  action: MovementAction
  userId: string
  label: string
  /** Of who is still here. */
  userName: string | null
  externalId: string | null
  actorKind: ActorKind
  actorName: string
  requestId: string | null
  /** Writes about this person that were refused since the last one that was not, within thirty days. */
  refused: number
  firstRefusedAt: Date | null
  /** For how many days requests of its integration are kept, where that is not as long as the company's. */
  requestLogDays: number | null
}

export type Movement = 'joined' | 'returned' | 'left'
type MovementAction = `user.${'created' | 'reactivated' | 'restored' | 'deactivated' | 'deleted'}`

export type MovementFilter = {
  /** Ids of history between which the period lies: the first is in it, the last is not. */
  since: string
  before: string
  movement: Movement | undefined
  /** What they are called, in part. */
  text: SearchText | undefined
}

const ACTIONS: Record<Movement, string> = {
  joined: `'user.created'`,
  returned: `'user.reactivated', 'user.restored'`,
  left: `'user.deactivated', 'user.deleted'`,
}

const movementOf = sql`case when c.action = 'user.created' then 'joined'
  when c.action in ('user.deactivated', 'user.deleted') then 'left' else 'returned' end`

/** Who was made, brought back or deleted while inactive neither came nor went. */
const hadAccess = sql`case c.action
  when 'user.deleted' then c.before ->> 'active' is distinct from 'false'
  when 'user.created' then c.after ->> 'active' is distinct from 'false'
  when 'user.restored' then c.after is not null and c.after ->> 'active' is distinct from 'false'
  else true end`

/**
 * A test of the connection makes and removes somebody who never was; its own integration is gone by then. The few
 * tests are looked up once, not for each movement.
 */
const isReal = (tenantId: string) => sql`(c.integration_id is null or c.integration_id <> all (array(
  select (t.after ->> 'test')::uuid from changes t
  where t.tenant_id = ${tenantId} and t.action = 'integration.tested' and t.after ->> 'test' is not null)))`

function where(tenantId: string, { since, before, movement, text }: MovementFilter): SQL {
  const actions = sql.raw(movement ? `c.action in (${ACTIONS[movement]})` : `c.${MOVEMENTS}`)
  const named = text === undefined ? sql`` : sql`and ${keyContains(sql`lower(c.label)`, text)}`
  return sql`c.tenant_id = ${tenantId} and c.id >= ${since} and c.id < ${before} and ${actions} and ${hadAccess} ${named}
    and ${isReal(tenantId)}`
}

/** Who was drawn with that seed: the same ones each time, whoever draws. */
export type Draw = { seed: string; size: number }

/** A page of the movements, the latest first; with a draw, those drawn, in the order in which they were drawn. */
export function selectMovements(
  tx: Tx,
  tenantId: string,
  filter: MovementFilter,
  page: { limit: number; offset: number; draw?: Draw | undefined },
): Promise<MovementRow[]> {
  const { limit, offset, draw } = page
  const order = draw ? sql`md5(${draw.seed} || c.id::text), c.id` : sql`c.id desc`
  const most = draw ? Math.max(0, Math.min(limit, draw.size - offset)) : limit
  return readMovements(
    tx,
    tenantId,
    sql`select c.id from changes c where ${where(tenantId, filter)} order by ${order} limit ${most} offset ${offset}`,
    order,
  )
}

/** The next so many movements after one of them, the latest first. */
export function selectMovementsAfter(
  tx: Tx,
  tenantId: string,
  filter: MovementFilter,
  page: { after: string | undefined; limit: number },
): Promise<MovementRow[]> {
  const before = page.after ?? filter.before
  return readMovements(
    tx,
    tenantId,
    sql`select c.id from changes c where ${where(tenantId, { ...filter, before })} order by c.id desc limit ${page.limit}`,
    sql`c.id desc`,
  )
}

function readMovements(tx: Tx, tenantId: string, found: SQL, order: SQL): Promise<MovementRow[]> {
  return tx.select(sql`
    select c.id, c.at, ${movementOf} as movement, c.action, c.user_id as "userId", c.label,
      u.user_name as "userName", u.external_id as "externalId", c.actor_kind as "actorKind",
      c.actor_name as "actorName", c.request_id as "requestId", coalesce(t.refused, 0) as refused,
      t.first_at as "firstRefusedAt", i.request_log_days as "requestLogDays"
    from (${found}) f join changes c on c.tenant_id = ${tenantId} and c.id = f.id
      left join integrations i on i.tenant_id = ${tenantId} and i.id = c.integration_id
      left join users u on u.tenant_id = ${tenantId} and u.id = c.user_id
      left join lateral (
        select count(*)::int as refused, min(r.at) as first_at from requests r
        where r.tenant_id = ${tenantId} and r.resource_id = c.user_id and r.status >= 400 and r.method <> 'GET'
          and r.at between c.at - interval '30 days' and c.at
          and not exists (
            select from requests k
            where k.tenant_id = ${tenantId} and k.resource_id = c.user_id and k.status < 400
              and k.method <> 'GET' and right(k.path, 8) <> '/.search'
              and k.at between r.at and c.at and k.id <> c.request_id)
      ) t on c.request_id is not null
    order by ${order}`)
}

export type MovementCount = { movement: Movement; byProvider: boolean; count: number }

/** How many there are of each kind, by whom. */
export function countMovements(tx: Tx, tenantId: string, filter: MovementFilter): Promise<MovementCount[]> {
  return tx.select(sql`
    select ${movementOf} as movement, c.actor_kind = 'integration' as "byProvider", count(*)::int as count
    from changes c where ${where(tenantId, filter)} group by 1, 2`)
}
