import { and, desc, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm'
import type { Statement, Tx } from '../client'
import { imports } from '../schema/imports'
import type { UserValues } from './user-writes'
import type { UserRow } from './users'

/** Somebody who has one of the userNames that a file names. */
export type Holder = Omit<UserRow, 'deletedAt'> & { key: string; managerName: string | null }

const holders = (lock: string) => `select u.id, u.user_name_key as key, u.manager_id as "managerId",
    i.name as "managerName", u.user_name as "userName", u.active, u.resource, u.version,
    u.created_at as "createdAt", u.modified_at as "modifiedAt", u.label
  from users u left join integrations i on i.tenant_id = u.tenant_id and i.id = u.manager_id
  where u.tenant_id = $1 and u.user_name_key = any($2::text[]) order by u.id ${lock}`

const SELECT: Statement = { name: 'select_holders', text: holders('') }
const LOCK: Statement = { name: 'lock_holders', text: holders('for update of u') }

/** Who has these userNames, folded; with `lock` they are held until the transaction ends. */
export async function selectHolders(
  tx: Tx,
  tenantId: string,
  keys: readonly string[],
  options: { lock: boolean },
): Promise<Map<string, Holder>> {
  const rows = await tx.run<Holder>(options.lock ? LOCK : SELECT, [tenantId, keys])
  return new Map(rows.map((row) => [row.key, row]))
}

const COLUMNS = `id uuid, user_name text, user_name_key text, external_id text, active boolean,
  display_name_key text, label text, label_key text, email text, resource jsonb, version integer,
  created_at timestamptz, modified_at timestamptz, email_keys jsonb`

const INSERT: Statement = {
  name: 'insert_users_of_file',
  text: `with r as materialized (select * from jsonb_to_recordset($2::jsonb) as r(${COLUMNS})),
         made as (
           insert into users (tenant_id, id, user_name, user_name_key, external_id, active, display_name_key, label,
             label_key, email, resource, version, created_at, modified_at)
           select $1, r.id, r.user_name, r.user_name_key, r.external_id, r.active, r.display_name_key, r.label,
             r.label_key, r.email, r.resource, r.version, r.created_at, r.modified_at
           from r order by r.user_name_key
           on conflict (tenant_id, user_name_key) do nothing returning id),
         addressed as (
           insert into user_emails (tenant_id, user_id, position, value_key)
           select $1, r.id, e.position, e.value
           from r join made on made.id = r.id
             cross join lateral jsonb_array_elements_text(r.email_keys) with ordinality as e(value, position))
         select id from made`,
}

/** Writes Local people who are new, all in one statement. Answers how many of their userNames were still free. */
export async function insertLocalUsers(
  tx: Tx,
  tenantId: string,
  users: readonly UserValues[],
): Promise<number> {
  if (users.length === 0) return 0
  return (await tx.run(INSERT, [tenantId, JSON.stringify(users.map(recordOf))])).length
}

const UPDATE: Statement = {
  name: 'update_users_of_file',
  text: `update users u set user_name = r.user_name, external_id = r.external_id, active = r.active,
           display_name_key = r.display_name_key, label = r.label, label_key = r.label_key, email = r.email,
           resource = r.resource, mapped = null, version = r.version, modified_at = r.modified_at
         from jsonb_to_recordset($2::jsonb) as r(${COLUMNS})
         where u.tenant_id = $1 and u.id = r.id`,
}

const DELETE_EMAILS: Statement = {
  name: 'delete_emails_of_file',
  text: 'delete from user_emails where tenant_id = $1 and user_id = any($2::uuid[])',
}

const INSERT_EMAILS: Statement = {
  name: 'insert_emails_of_file',
  text: `insert into user_emails (tenant_id, user_id, position, value_key)
         select $1, r.id, e.position, e.value
         from jsonb_to_recordset($2::jsonb) as r(${COLUMNS})
           cross join lateral jsonb_array_elements_text(r.email_keys) with ordinality as e(value, position)`,
}

/** Writes people who are held already, with their e-mail rows. */
export async function updateLocalUsers(
  tx: Tx,
  tenantId: string,
  users: readonly UserValues[],
): Promise<void> {
  if (users.length === 0) return
  const records = JSON.stringify(users.map(recordOf))
  await Promise.all([
    tx.run(UPDATE, [tenantId, records]),
    tx.run(DELETE_EMAILS, [tenantId, users.map(({ id }) => id)]),
    tx.run(INSERT_EMAILS, [tenantId, records]),
  ])
}

function recordOf(user: UserValues) {
  return {
    id: user.id,
    user_name: user.userName,
    user_name_key: user.userNameKey,
    external_id: user.externalId,
    active: user.active,
    display_name_key: user.displayNameKey,
    label: user.label,
    label_key: user.labelKey,
    email: user.email,
    resource: user.resource,
    version: user.version,
    created_at: user.createdAt,
    modified_at: user.modifiedAt,
    email_keys: user.emailKeys,
  }
}

export type ImportCounts = { created: number; changed: number; same: number; refused: number }

export type ImportRecord = ImportCounts & {
  id: string
  fileName: string
  rows: number
  personId: string | null
  startedBy: string
  startedAt: Date
  lastAt: Date
  endedAt: Date | null
}

const { tenantId: _, ...RECORD } = getTableColumns(imports)

export async function insertImport(
  tx: Tx,
  tenantId: string,
  record: Pick<ImportRecord, 'id' | 'fileName' | 'rows' | 'personId' | 'startedBy' | 'startedAt' | 'lastAt'>,
): Promise<void> {
  await tx.orm.insert(imports).values({ tenantId, ...record })
}

/** The import with this id, held until the transaction ends. */
export async function lockImport(tx: Tx, tenantId: string, id: string): Promise<ImportRecord | undefined> {
  const [row] = await tx.orm
    .select(RECORD)
    .from(imports)
    .where(and(eq(imports.tenantId, tenantId), eq(imports.id, id)))
    .for('update')
  return row
}

/** Adds what came of a part of the file. */
export async function countImport(
  tx: Tx,
  tenantId: string,
  id: string,
  counts: ImportCounts & { at: Date },
): Promise<void> {
  await tx.orm
    .update(imports)
    .set({
      created: sql`${imports.created} + ${counts.created}`,
      changed: sql`${imports.changed} + ${counts.changed}`,
      same: sql`${imports.same} + ${counts.same}`,
      refused: sql`${imports.refused} + ${counts.refused}`,
      lastAt: counts.at,
    })
    .where(and(eq(imports.tenantId, tenantId), eq(imports.id, id)))
}

export async function endImport(tx: Tx, tenantId: string, id: string, at: Date): Promise<void> {
  await tx.orm
    .update(imports)
    .set({ endedAt: at })
    .where(and(eq(imports.tenantId, tenantId), eq(imports.id, id)))
}

/** Imports under way of which nothing has come since `before`, held until the transaction ends. */
export function lockAbandonedImports(tx: Tx, tenantId: string, before: Date): Promise<ImportRecord[]> {
  return tx.orm
    .select(RECORD)
    .from(imports)
    .where(and(eq(imports.tenantId, tenantId), isNull(imports.endedAt), lt(imports.lastAt, before)))
    .orderBy(imports.id)
    .for('update')
}

/** The latest imports of the company, the newest first. */
export function selectImports(tx: Tx, tenantId: string, limit: number): Promise<ImportRecord[]> {
  return tx.orm
    .select(RECORD)
    .from(imports)
    .where(eq(imports.tenantId, tenantId))
    .orderBy(desc(imports.id))
    .limit(limit)
}
