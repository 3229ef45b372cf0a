import pg from 'pg'

/** The people and the group that both servers are measured with. */
export type Data = { userIds: string[]; groupId: string; loose: string[] }

const PERSON = `jsonb_build_object(
  'schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:User'),
  'userName', 'person' || n || '@acme.example', 'externalId', '00u' || lpad(n::text, 17, '0'),
  'name', jsonb_build_object('givenName', 'Given' || n, 'familyName', 'Family' || n),
  'displayName', 'Given' || n || ' Family' || n, 'title', 'Engineer', 'locale', 'en-US', 'active', true,
  'emails', jsonb_build_array(jsonb_build_object('value', 'person' || n || '@acme.example', 'type', 'work', 'primary', true)))`

/** UUIDs in the order of `n`, as UUIDv7 are in the order of time. */
const ID = `('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`

const GROUP = '01910000-0000-7000-8000-000000000001'

/** Fills a tenant by SQL, as the superuser, past every policy; and beside it the tables of the floor. */
export async function fill(
  adminUrl: string,
  owner: { tenantId: string; integrationId: string },
  size: { people: number; members: number },
): Promise<Data> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await fillWith(client, owner, size)
  } finally {
    await client.end()
  }
}

async function fillWith(
  client: pg.Client,
  owner: { tenantId: string; integrationId: string },
  size: { people: number; members: number },
): Promise<Data> {
  const ids = [owner.tenantId, owner.integrationId]
  await client.query(
    `insert into users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active, display_name_key,
       label, label_key, email, resource, version, created_at, modified_at)
     select $1, ${ID}, $2, 'person' || n || '@acme.example', 'person' || n || '@acme.example',
       '00u' || lpad(n::text, 17, '0'), true, 'given' || n || ' family' || n, 'Given' || n || ' Family' || n,
       'given' || n || ' family' || n, 'person' || n || '@acme.example', ${PERSON}, 1, now(), now()
     from generate_series(1, $3::int) n`,
    [...ids, size.people],
  )
  await client.query(
    `insert into user_emails (tenant_id, user_id, position, value_key)
     select tenant_id, id, 1, email from users where tenant_id = $1`,
    [owner.tenantId],
  )
  await client.query(
    `insert into groups (tenant_id, id, manager_id, display_name, display_name_key, resource, created_at, modified_at)
     values ($1, $3, $2, 'Everybody', 'everybody', $4, now(), now())`,
    [...ids, GROUP, { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Everybody' }],
  )
  await client.query(
    `insert into group_members (tenant_id, group_id, user_id, added_at)
     select $1, $2, ${ID}, now() from generate_series(1, $3::int) n`,
    [owner.tenantId, GROUP, size.members],
  )
  await client.query(
    `create table if not exists floor_users (tenant_id uuid, id uuid, user_name_key text, resource jsonb,
       primary key (tenant_id, id), unique (tenant_id, user_name_key))`,
  )
  await client.query(
    'create table if not exists floor_members (tenant_id uuid, group_id uuid, user_id uuid, primary key (tenant_id, group_id, user_id))',
  )
  await client.query(
    `insert into floor_users select tenant_id, id, user_name_key, resource from users where tenant_id = $1`,
    [owner.tenantId],
  )
  await client.query(
    'insert into floor_members select tenant_id, group_id, user_id from group_members where tenant_id = $1',
    [owner.tenantId],
  )
  await client.query('grant all on floor_users, floor_members to rollcall')
  await client.query('vacuum analyze')
  const id = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
  return {
    userIds: Array.from({ length: Math.min(size.people, 20_000) }, (_, index) => id(index + 1)),
    groupId: GROUP,
    loose: Array.from({ length: Math.min(size.people - size.members, 20_000) }, (_, index) =>
      id(size.members + index + 1),
    ),
  }
}
