import { type SQL, sql, type Tx } from '../client'
import type { Provider } from '../schema/tenancy'

/** A write about somebody that went wrong and has not gone well since. */
export type Failure = {
  integrationId: string
  integrationName: string
  provider: Provider
  cause: string
  detail: string
  requestId: string | null
  lastAt: Date
  times: number
}

/** What is open about a person who is here, or about a userName that never came in; the latest first. */
export function selectFailuresOf(
  tx: Tx,
  tenantId: string,
  of: { userId: string } | { name: string },
): Promise<Failure[]> {
  const about: SQL =
    'userId' in of
      ? sql`p.resource_id = ${of.userId}`
      : sql`p.resource_type = 'User' and lower(p.label) = ${of.name}`
  return tx.select(sql`
    select i.id as "integrationId", i.name as "integrationName", i.provider, p.cause, p.detail,
      p.request_id as "requestId", p.last_at as "lastAt", p.times
    from problems p join integrations i on i.tenant_id = p.tenant_id and i.id = p.integration_id
    where p.tenant_id = ${tenantId} and p.closed_at is null and p.ignored_at is null and ${about}
    order by p.last_at desc, p.id desc limit 5`)
}

/** Somebody who answers to a userName, an e-mail address or an externalId; in that order. */
export type NamedPerson = {
  id: string
  label: string
  userName: string
  active: boolean
  deletedAt: Date | null
  managerId: string | null
  managerName: string | null
}

/** The people who are called so, whoever manages them. `key` is folded, `text` as it was typed. */
export function selectPeopleCalled(
  tx: Tx,
  tenantId: string,
  { key, text }: { key: string; text: string },
): Promise<NamedPerson[]> {
  return tx.select(sql`
    select u.id, u.label, u.user_name as "userName", u.active, u.deleted_at as "deletedAt",
      i.id as "managerId", i.name as "managerName"
    from users u left join integrations i on i.tenant_id = u.tenant_id and i.id = u.manager_id
    where u.tenant_id = ${tenantId} and u.id = any(array(
      select id from users where tenant_id = ${tenantId} and user_name_key = ${key}
      union select user_id from user_emails where tenant_id = ${tenantId} and value_key = ${key}
      union select id from users where tenant_id = ${tenantId} and external_id = ${text}))
    order by (u.user_name_key = ${key}) desc, u.active desc, u.id limit 5`)
}

export type Deletion = { at: Date; by: string; label: string; requestId: string | null }

/** The last time that somebody of this userName was deleted. */
export async function selectDeletionOf(tx: Tx, tenantId: string, key: string): Promise<Deletion | undefined> {
  const [row] = await tx.select<Deletion>(sql`
    select at, actor_name as by, label, request_id as "requestId" from changes
    where tenant_id = ${tenantId} and action = 'user.deleted' and lower(before ->> 'userName') = ${key}
    order by id desc limit 1`)
  return row
}

export type Mention = {
  id: string
  at: Date
  method: string
  path: string
  status: number
  detail: string | null
  integrationId: string
  integrationName: string
  provider: Provider
}

/** So far back the log is looked through: it holds every call there was, and has no index by what calls say. */
const LATEST_CALLS = 5_000

/** The last of the latest calls whose address or body names this text. */
export async function selectLastMention(
  tx: Tx,
  tenantId: string,
  text: string,
): Promise<Mention | undefined> {
  const [row] = await tx.select<Mention>(sql`
    select r.id, r.at, r.method, r.path, r.status, r.detail, i.id as "integrationId", i.name as "integrationName",
      i.provider
    from (select * from requests where tenant_id = ${tenantId} order by at desc, id desc limit ${LATEST_CALLS}) r
      join integrations i on i.tenant_id = ${tenantId} and i.id = r.integration_id
    where strpos(lower(r.query), ${text}) > 0 or strpos(lower(r.query), ${encodeURIComponent(text).toLowerCase()}) > 0
      or strpos(lower(r.request_body), ${text}) > 0
    order by r.at desc, r.id desc limit 1`)
  return row
}
