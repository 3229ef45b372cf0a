import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** The people and groups that both servers are measured with. */
export type Data = {
  people: number
  /** The first so many people are in the group. */
  members: number
  groupId: string
  /** Groups of the first `teamSize` people. */
  teams: readonly string[]
  teamSize: number
}

export type Owner = { tenantId: string; integrationId: string }

const TEAMS = 32
const TEAM_SIZE = 1_000
/** Above so many rows it is quicker to make the indexes anew. */
const MANY = 50_000

/** UUIDs in the order of `n`, as UUIDv7 are in the order of time. */
export const personId = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const groupId = (n: number) => `01910000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** A number from 1 to `size`: neighbours in `index` lie far apart, and each comes once in `size`. */
export const spread = (index: number, size: number) => 1 + ((index * 7919) % size)

/** Person `n` as the integration sent them. */
export const personResource = (n: number) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: `person${n}@acme.example`,
  externalId: `00u${String(n).padStart(17, '0')}`,
  name: { givenName: `Given${n}`, familyName: `Family${n}` },
  displayName: `Given${n} Family${n}`,
  title: 'Engineer',
  locale: 'en-US',
  active: true,
  emails: [{ value: `person${n}@acme.example`, type: 'work', primary: true }],
})

/** Fills a tenant by COPY, as the superuser, past every policy; and beside it the tables of the floor. */
export async function fill(
  adminUrl: string,
  { tenantId, integrationId }: Owner,
  size: { people: number; members: number },
): Promise<Data> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const teamSize = Math.min(TEAM_SIZE, size.people)
  const data = { ...size, groupId: groupId(0), teams: range(TEAMS).map((n) => groupId(n + 1)), teamSize }
  const now = new Date().toISOString()
  const group = (id: string, name: string) => [
    ...[tenantId, id, integrationId, name, name.toLowerCase()],
    ...[
      JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: name }),
      now,
      now,
    ],
  ]
  try {
    await client.query(
      `create table if not exists floor_users (tenant_id uuid, id uuid, user_name_key text, resource jsonb,
         primary key (tenant_id, id), unique (tenant_id, user_name_key));
       create table if not exists floor_members (tenant_id uuid, group_id uuid, user_id uuid,
         primary key (tenant_id, group_id, user_id));
       grant all on floor_users, floor_members to rollcall`,
    )
    await withoutIndexes(client, size.people > MANY, async () => {
      await copy(
        client,
        `users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active,
        display_name_key, label, label_key, email, resource, version, created_at, modified_at)`,
        size.people,
        (n) => {
          const resource = personResource(n)
          const { userName, externalId, displayName } = resource
          const key = displayName.toLowerCase()
          return [
            ...[tenantId, personId(n), integrationId, userName, userName, externalId, 't', key, displayName],
            ...[key, userName, JSON.stringify(resource), '1', now, now],
          ]
        },
      )
      await copy(client, 'user_emails (tenant_id, user_id, position, value_key)', size.people, (n) => [
        ...[tenantId, personId(n), '1', personResource(n).userName],
      ])
      await copy(
        client,
        `groups (tenant_id, id, manager_id, display_name, display_name_key, resource,
        created_at, modified_at)`,
        1 + TEAMS,
        (n) => group(groupId(n - 1), n === 1 ? 'Everybody' : `Team ${n - 2}`),
      )
      const memberships = 'group_members (tenant_id, group_id, user_id, added_at)'
      await copy(client, memberships, size.members, (n) => [tenantId, data.groupId, personId(n), now])
      await copy(client, memberships, TEAMS * teamSize, (n) => [
        ...[
          tenantId,
          data.teams[Math.floor((n - 1) / teamSize)] as string,
          personId(1 + ((n - 1) % teamSize)),
          now,
        ],
      ])
      await client.query(
        'insert into floor_users select tenant_id, id, user_name_key, resource from users where tenant_id = $1',
        [tenantId],
      )
      await client.query(
        'insert into floor_members select tenant_id, group_id, user_id from group_members where tenant_id = $1',
        [tenantId],
      )
    })
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
  return data
}

const range = (length: number) => Array.from({ length }, (_, index) => index)

/** Sends rows 1 to `count` in PostgreSQL's text format; none of our values holds a tab or a backslash. */
async function copy(
  client: pg.Client,
  columns: string,
  count: number,
  row: (n: number) => string[],
): Promise<void> {
  function* lines() {
    let text = ''
    for (let n = 1; n <= count; n++) {
      text += `${row(n).join('\t')}\n`
      if (text.length < 65_536 && n < count) continue
      yield text
      text = ''
    }
  }
  await pipeline(
    Readable.from(lines(), { objectMode: false }),
    client.query(copyFrom(`copy ${columns} from stdin`)),
  )
}

/** Takes away the indexes that no constraint needs while `work` loads rows, and makes them anew. */
async function withoutIndexes(client: pg.Client, isMany: boolean, work: () => Promise<void>): Promise<void> {
  if (!isMany) return work()
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid in ('users'::regclass, 'user_emails'::regclass, 'group_members'::regclass)
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
  )
  for (const { name } of rows) await client.query(`drop index ${pg.escapeIdentifier(name)}`)
  await work()
  await client.query("set maintenance_work_mem = '512MB'")
  for (const { definition } of rows) await client.query(definition)
}
