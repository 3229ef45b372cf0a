import { and, eq, getTableColumns } from 'drizzle-orm'
import type { JsonObject } from '@/lib/scim'
import { type Statement, sql, type Tx } from '../client'
import type { Mapped } from '../schema/directory'
import { mappingRuns } from '../schema/mapping-runs'

const { tenantId: _, ...RUN } = getTableColumns(mappingRuns)

export type MappingRunRow = Omit<typeof mappingRuns.$inferSelect, 'tenantId'>

const of = (tenantId: string, integrationId: string) =>
  and(eq(mappingRuns.tenantId, tenantId), eq(mappingRuns.integrationId, integrationId))

/** Begins from the first person, whatever has come of the run before. */
export async function startMappingRun(
  tx: Tx,
  tenantId: string,
  run: Pick<MappingRunRow, 'integrationId' | 'id' | 'startedAt' | 'startedBy' | 'people'>,
): Promise<void> {
  const fresh = { ...run, reached: null, done: 0, changed: 0, endedAt: null, checkedAt: null }
  await tx.orm
    .insert(mappingRuns)
    .values({ tenantId, ...fresh })
    .onConflictDoUpdate({ target: [mappingRuns.tenantId, mappingRuns.integrationId], set: fresh })
}

export async function selectMappingRun(
  tx: Tx,
  tenantId: string,
  integrationId: string,
): Promise<MappingRunRow | undefined> {
  const [row] = await tx.orm.select(RUN).from(mappingRuns).where(of(tenantId, integrationId))
  return row
}

/** Whose people a run is about; nobody’s where another has begun since. */
export async function selectIntegrationOfRun(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.orm
    .select({ integrationId: mappingRuns.integrationId })
    .from(mappingRuns)
    .where(and(eq(mappingRuns.tenantId, tenantId), eq(mappingRuns.id, id)))
  return row?.integrationId
}

/** The same, held until the transaction ends: one piece after the other, and none while the mapping is changed. */
export async function lockMappingRun(
  tx: Tx,
  tenantId: string,
  integrationId: string,
): Promise<MappingRunRow | undefined> {
  const [row] = await tx.orm.select(RUN).from(mappingRuns).where(of(tenantId, integrationId)).for('update')
  return row
}

export async function updateMappingRun(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  set: Partial<Pick<MappingRunRow, 'reached' | 'done' | 'changed' | 'endedAt' | 'checkedAt'>>,
): Promise<void> {
  await tx.orm.update(mappingRuns).set(set).where(of(tenantId, integrationId))
}

/** A person with the fields that lists show. */
export type MappedPerson = {
  id: string
  userName: string
  label: string
  email: string | null
  mapped: Mapped | null
  resource: JsonObject
}

const PERSON = `u.id, u.user_name as "userName", u.label, u.email, u.mapped, u.resource`

/** People of an integration after one of them, held until the transaction ends; others may refer to them meanwhile. */
export function lockPeopleAfter(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  after: string | null,
  limit: number,
): Promise<MappedPerson[]> {
  const beyond = after === null ? sql`` : sql`and u.id > ${after}::uuid`
  return tx.select(sql`
    select ${sql.raw(PERSON)} from users u
    where u.tenant_id = ${tenantId} and u.manager_id = ${integrationId} ${beyond}
    order by u.id limit ${limit} for no key update`)
}

/** Those of them who were written since, in the order of their ids. */
export function lockPeopleSince(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  since: Date,
  after: string | null,
  limit: number,
): Promise<MappedPerson[]> {
  const beyond = after === null ? sql`` : sql`and r.id > ${after}::uuid`
  return tx.select(sql`
    with recent as materialized (
      select u.id from users u
      where u.tenant_id = ${tenantId} and u.modified_at >= ${since} and u.manager_id = ${integrationId})
    select ${sql.raw(PERSON)} from users u
    where u.tenant_id = ${tenantId} and u.manager_id = ${integrationId}
      and u.id = any(array(select r.id from recent r where true ${beyond} order by r.id limit ${limit}))
    order by u.id for no key update`)
}

/** The people of an integration who came last, newest first. */
export function selectLatestPeople(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  limit: number,
): Promise<{ id: string; resource: JsonObject }[]> {
  return tx.select(sql`
    select u.id, u.resource from users u
    where u.tenant_id = ${tenantId} and u.manager_id = ${integrationId} and u.deleted_at is null
    order by u.id desc limit ${limit}`)
}

/** One person of an integration. */
export async function selectMappedPerson(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  id: string,
): Promise<MappedPerson | undefined> {
  const [row] = await tx.select<MappedPerson>(sql`
    select ${sql.raw(PERSON)} from users u
    where u.tenant_id = ${tenantId} and u.manager_id = ${integrationId} and u.id = ${id}::uuid`)
  return row
}

/** What a mapping took for a person. */
export async function selectMapped(tx: Tx, tenantId: string, id: string): Promise<Mapped | null> {
  const [row] = await tx.select<{ mapped: Mapped | null }>(
    sql`select u.mapped from users u where u.tenant_id = ${tenantId} and u.id = ${id}::uuid`,
  )
  return row?.mapped ?? null
}

export type ShownFields = {
  id: string
  label: string
  labelKey: string
  email: string | null
  mapped: Mapped | null
}

const UPDATE: Statement = {
  name: 'update_mapped_fields',
  text: `update users u set label = r.label, label_key = r.label_key, email = r.email, mapped = nullif(r.mapped, 'null')
         from jsonb_to_recordset($2::jsonb) as r(id uuid, label text, label_key text, email text, mapped jsonb)
         where u.tenant_id = $1 and u.id = r.id`,
}

/** Writes what lists show of people who are held; of what SCIM shows nothing changes, no version either. */
export async function updateShownFields(
  tx: Tx,
  tenantId: string,
  people: readonly ShownFields[],
): Promise<void> {
  if (people.length === 0) return
  const records = people.map(({ labelKey, ...person }) => ({ ...person, label_key: labelKey }))
  await tx.run(UPDATE, [tenantId, JSON.stringify(records)])
}
