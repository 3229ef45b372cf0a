import type { JsonObject } from '@/lib/scim'
import type { Statement, Tx } from '../client'
import type { Mapped } from '../schema/directory'

/** What a write stores: the resource, and everything that is drawn from it for columns and indexes. */
export type UserValues = {
  id: string
  managerId: string | null
  userName: string
  userNameKey: string
  externalId: string | null
  active: boolean
  displayNameKey: string | null
  label: string
  labelKey: string
  email: string | null
  emailKeys: string[]
  resource: JsonObject
  mapped: Mapped | null
  version: number
  createdAt: Date
  modifiedAt: Date
}

const INSERT: Statement = {
  name: 'insert_user',
  text: `insert into users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active,
           display_name_key, label, label_key, email, resource, version, mapped, created_at, modified_at)
         select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[],
           $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::integer[], $14::jsonb[],
           $15::timestamptz[], $16::timestamptz[])`,
}

const INSERT_EMAIL: Statement = {
  name: 'insert_emails',
  text: `insert into user_emails (tenant_id, user_id, position, value_key)
         select $1, * from unnest($2::uuid[], $3::integer[], $4::text[])`,
}

const UPDATE: Statement = {
  name: 'update_users',
  text: `update users u set manager_id = v.manager_id, user_name = v.user_name, user_name_key = v.user_name_key,
           external_id = v.external_id, active = v.active, display_name_key = v.display_name_key, label = v.label,
           label_key = v.label_key, email = v.email, resource = v.resource, version = v.version,
           mapped = v.mapped, modified_at = v.modified_at
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[],
           $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::integer[], $14::jsonb[], $15::timestamptz[]) as v(id, manager_id,
           user_name, user_name_key, external_id, active, display_name_key, label, label_key, email, resource, version,
           mapped, modified_at)
         where u.tenant_id = $1 and u.id = v.id`,
}

const DELETE_EMAILS: Statement = {
  name: 'delete_user_emails',
  text: 'delete from user_emails where tenant_id = $1 and user_id = any($2::uuid[])',
}

/** After `DELETE_EMAILS`; a statement of its own, since people who are new bring theirs before that. */
const INSERT_EMAIL_ANEW: Statement = { ...INSERT_EMAIL, name: 'insert_emails_anew' }

const DELETE: Statement = { name: 'delete_user', text: 'delete from users where tenant_id = $1 and id = $2' }

/** What both statements write first, in their order. */
function columnsOf(user: UserValues): unknown[] {
  return [
    user.id,
    user.managerId,
    user.userName,
    user.userNameKey,
    user.externalId,
    user.active,
    user.displayNameKey,
    user.label,
    user.labelKey,
    user.email,
    JSON.stringify(user.resource),
    user.version,
    user.mapped && JSON.stringify(user.mapped),
  ]
}

/** Adds a person when the transaction ends. A userName that is taken fails it. */
export function insertUser(tx: Tx, tenantId: string, user: UserValues): void {
  tx.later(INSERT, tenantId, [...columnsOf(user), user.createdAt, user.modifiedAt])
  for (const [index, key] of user.emailKeys.entries()) {
    tx.later(INSERT_EMAIL, tenantId, [user.id, index + 1, key])
  }
}

/** Writes the whole row when the transaction ends; the e-mail rows only when `emailsChanged`. */
export function updateUser(tx: Tx, tenantId: string, user: UserValues, emailsChanged: boolean): void {
  tx.later(UPDATE, tenantId, [...columnsOf(user), user.modifiedAt])
  if (!emailsChanged) return
  tx.later(DELETE_EMAILS, tenantId, [user.id])
  for (const [index, key] of user.emailKeys.entries()) {
    tx.later(INSERT_EMAIL_ANEW, tenantId, [user.id, index + 1, key])
  }
}

export async function deleteUser(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.run(DELETE, [tenantId, id])
}
