import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Data, dataOf, personId, personResource } from './data'

export type Owner = { readonly tenantId: string; readonly integrationId: string }

/** Rows 1 to `count` of a table. */
type Load = { into: string; count: number; row: (n: number) => readonly string[] }

/** Above so many rows it is quicker to make the indexes anew. */
const MANY = 50_000
/** Characters that are sent to PostgreSQL at once. */
const PIECE = 65_536

/** Fills a tenant by COPY, as the superuser, past every policy. */
export async function fill(
  adminUrl: string,
  owner: Owner,
  size: { people: number; members: number },
): Promise<Data> {
  const data = dataOf(size)
  await asAdmin(adminUrl, async (client) => {
    await withoutIndexes(client, size.people > MANY, async () => {
      for (const load of loadsOf(data, owner)) await copy(client, load)
    })
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })
  return data
}

/** Makes the tables of the floor and fills them with the same people and members. */
export function fillFloor(adminUrl: string): Promise<void> {
  return asAdmin(adminUrl, async (client) => {
    await client.query(
      `create table floor_users (tenant_id uuid, id uuid, user_name_key text, resource jsonb,
         primary key (tenant_id, id), unique (tenant_id, user_name_key));
       create table floor_members (tenant_id uuid, group_id uuid, user_id uuid,
         primary key (tenant_id, group_id, user_id));
       grant all on floor_users, floor_members to rollcall;
       insert into floor_users select tenant_id, id, user_name_key, resource from users order by id;
       insert into floor_members select tenant_id, group_id, user_id from group_members`,
    )
    await client.query('vacuum analyze floor_users, floor_members')
    await client.query('checkpoint')
  })
}

/** Runs `work` on a connection of its own as the superuser. */
export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function loadsOf(data: Data, { tenantId, integrationId }: Owner): Load[] {
  const now = new Date().toISOString()
  const { people, members, teams, teamSize } = data
  const groups = [data.groupId, ...teams]
  const everybody = people + teamSize
  return [
    {
      into: `users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active, display_name_key,
        label, label_key, email, resource, version, created_at, modified_at)`,
      count: everybody,
      row: (n) => {
        const resource = personResource(n)
        const { userName, externalId, displayName } = resource
        const key = displayName.toLowerCase()
        const names = [userName, userName, externalId, 't', key, displayName, key, userName]
        return [tenantId, personId(n), integrationId, ...names, JSON.stringify(resource), '1', now, now]
      },
    },
    {
      into: 'user_emails (tenant_id, user_id, position, value_key)',
      count: everybody,
      row: (n) => [tenantId, personId(n), '1', personResource(n).userName],
    },
    {
      into: `groups (tenant_id, id, manager_id, display_name, display_name_key, resource, created_at, modified_at)`,
      count: groups.length,
      row: (n) => {
        const name = n === 1 ? 'Everybody' : `Team ${n - 2}`
        const resource = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: name }
        const values = [integrationId, name, name.toLowerCase(), JSON.stringify(resource)]
        return [tenantId, groups[n - 1] ?? '', ...values, now, now]
      },
    },
    {
      into: 'group_members (tenant_id, group_id, user_id, added_at)',
      count: members + teams.length * teamSize,
      row: (n) => {
        if (n <= members) return [tenantId, data.groupId, personId(n), now]
        const nth = n - members - 1
        return [
          tenantId,
          teams[Math.floor(nth / teamSize)] ?? '',
          personId(people + 1 + (nth % teamSize)),
          now,
        ]
      },
    },
  ]
}

/** Sends rows in PostgreSQL's text format; none of our values holds a tab or a backslash. */
async function copy(client: pg.Client, { into, count, row }: Load): Promise<void> {
  function* pieces() {
    let text = ''
    for (let n = 1; n <= count; n++) {
      text += `${row(n).join('\t')}\n`
      if (text.length < PIECE && n < count) continue
      yield text
      text = ''
    }
  }
  await pipeline(
    Readable.from(pieces(), { objectMode: false }),
    client.query(copyFrom(`copy ${into} from stdin`)),
  )
}

/** What many rows are loaded into, also by the triggers of what they are loaded into. */
const LOADED = ['users', 'user_emails', 'group_members', 'user_texts', 'directory_count_entries']

/** Takes away the indexes that no constraint needs while `work` loads rows, and makes them anew. */
async function withoutIndexes(client: pg.Client, isMany: boolean, work: () => Promise<void>): Promise<void> {
  if (!isMany) return work()
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [LOADED],
  )
  for (const { name } of indexes) await client.query(`drop index ${pg.escapeIdentifier(name)}`)
  await withoutKeyChecks(client, work)
  await client.query("set maintenance_work_mem = '512MB'")
  for (const { definition } of indexes) await client.query(definition)
}

/** Spares a look-up for each row of what it refers to: the rows are made to fit. Triggers of ours go on. */
async function withoutKeyChecks(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows: checks } = await client.query<{ table: string; name: string }>(
    `select tgrelid::regclass::text as table, tgname as name from pg_trigger
     where tgisinternal and tgrelid = any($1::regclass[])`,
    [LOADED],
  )
  const turn = async (state: 'disable' | 'enable') => {
    for (const { table, name } of checks) {
      await client.query(`alter table ${table} ${state} trigger ${pg.escapeIdentifier(name)}`)
    }
  }
  await turn('disable')
  await work()
  await turn('enable')
}
