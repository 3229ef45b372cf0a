import { sql, type Tx } from '../client'
import type { ChangeRow } from './changes'

/** A change, the request that made it, and how many that request made in all. */
export type RequestChange = Pick<
  ChangeRow,
  'id' | 'action' | 'label' | 'userId' | 'groupId' | 'before' | 'after'
> & { requestId: string; total: number }

/** When a request was under way, in milliseconds. */
export type RequestSpan = { id: string; from: number; to: number }

/** A change is made while its request is under way; so much is added for ids that run ahead of the clock. */
const SLACK = 50
/** Changes of one request that are counted; a group of 100,000 is not. */
const COUNTED = 1_000

/**
 * The first changes of each of these requests. History has no index by request: its ids are in the order of time,
 * and a request’s changes lie where it was under way.
 */
export function selectChangesOfRequests(
  tx: Tx,
  tenantId: string,
  requests: readonly RequestSpan[],
  limit: number,
): Promise<RequestChange[]> {
  const spans = requests.map(({ id, from, to }) => ({ id, low: idAt(from - SLACK), high: idAt(to + SLACK) }))
  return tx.select<RequestChange>(sql`
    select w.id as "requestId", c.id, c.action, c.label, c.user_id as "userId", c.group_id as "groupId",
      c.before as before, c.after as after, c.total
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as w(id uuid, low uuid, high uuid)
      cross join lateral (
        select h.*, count(*) over ()::int as total from (
          select h.* from changes h
          where h.tenant_id = ${tenantId} and h.id >= w.low and h.id < w.high and h.request_id = w.id
          order by h.id limit ${COUNTED}) h
        order by h.id limit ${limit}) c
    order by c.id`)
}

/** Who of these was made by an integration with this provider and removed again by it within two minutes. */
export async function selectPassing(
  tx: Tx,
  tenantId: string,
  provider: string,
  ids: { users: readonly string[]; groups: readonly string[] },
): Promise<string[]> {
  const passing = (kind: 'user' | 'group', of: readonly string[]) => {
    const subject = sql.raw(`${kind}_id`)
    return sql`
      select made.${subject} as id from changes made
        join integrations i on i.tenant_id = made.tenant_id and i.id = made.integration_id
        join changes gone on gone.tenant_id = made.tenant_id and gone.${subject} = made.${subject}
      where made.tenant_id = ${tenantId} and made.${subject} = any(${sql.param([...of])}::uuid[])
        and made.action = ${`${kind}.created`} and i.provider = ${provider}
        and gone.action = ${`${kind}.deleted`} and gone.integration_id = made.integration_id
        and gone.at < made.at + interval '2 minutes'`
  }
  const rows = await tx.select<{ id: string }>(
    sql`${passing('user', ids.users)} union ${passing('group', ids.groups)}`,
  )
  return rows.map(({ id }) => id)
}

/** The least UUIDv7 of a millisecond. */
export function idAt(milliseconds: number): string {
  const hex = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`
}

export type NamedResource = { id: string; type: 'User' | 'Group'; label: string }

/** What people and groups are called now. */
export function selectNames(tx: Tx, tenantId: string, ids: readonly string[]): Promise<NamedResource[]> {
  const list = sql`${sql.param([...ids])}::uuid[]`
  return tx.select<NamedResource>(sql`
    select u.id, 'User' as type, u.label from users u where u.tenant_id = ${tenantId} and u.id = any(${list})
    union all
    select g.id, 'Group', g.display_name from groups g where g.tenant_id = ${tenantId} and g.id = any(${list})`)
}

/** The people and groups that text names whole: by userName, e-mail, external id, or the group’s name. */
export async function selectNamedExactly(
  tx: Tx,
  tenantId: string,
  folded: string,
  typed: string,
): Promise<string[]> {
  const rows = await tx.select<{ id: string }>(sql`
    (select u.id from users u where u.tenant_id = ${tenantId} and u.user_name_key = ${folded} limit 20)
    union (select e.user_id from user_emails e where e.tenant_id = ${tenantId} and e.value_key = ${folded} limit 20)
    union (select u.id from users u where u.tenant_id = ${tenantId} and u.external_id = ${typed} limit 20)
    union (select g.id from groups g where g.tenant_id = ${tenantId} and g.display_name_key = ${folded} limit 20)
    union (select g.id from groups g where g.tenant_id = ${tenantId} and g.external_id = ${typed} limit 20)`)
  return rows.map(({ id }) => id)
}
