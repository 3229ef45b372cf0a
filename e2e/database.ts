import pg from 'pg'

/** What a test reads past the doors, to see what they left behind. */
async function read<Row extends pg.QueryResultRow>(
  tenant: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>('select id from tenants where slug = $1', [tenant])
    await client.query('begin')
    await client.query("select set_config('app.tenant_id', $1, true)", [rows[0]?.id])
    const result = await client.query<Row>(text, values)
    await client.query('commit')
    return result.rows
  } finally {
    await client.end()
  }
}

export type HistoryRow = {
  action: string
  actor_kind: string
  actor_name: string
  user_id: string | null
  group_id: string | null
  before: unknown
  after: unknown
}

/** The history of one person or one group, oldest first. */
export function historyOf(
  tenant: string,
  of: { userId: string } | { groupId: string },
): Promise<HistoryRow[]> {
  const [column, id] = 'userId' in of ? ['user_id', of.userId] : ['group_id', of.groupId]
  return read(tenant, `select * from changes where ${column} = $1 order by id`, [id])
}

export type RequestRow = {
  id: string
  method: string
  path: string
  status: number
  refusal: string | null
  integration_id: string | null
}

/** The request log of a company, oldest first. */
export function requestsOf(tenant: string): Promise<RequestRow[]> {
  return read(tenant, 'select * from requests order by at, id')
}

/** Begins an access review of everybody who is a member; answers its id. */
export async function reviewOf(tenant: string): Promise<string> {
  const id = '01900000-0000-7000-8000-00000000abcd'
  await read(
    tenant,
    `insert into access_reviews (tenant_id, id, started_at, started_by_id, started_by)
     select current_tenant(), $1, now(), person_id, 'Owner' from memberships where tenant_id = current_tenant() limit 1`,
    [id],
  )
  await read(
    tenant,
    `insert into access_review_items (tenant_id, review_id, person_id, name, email, role, member_since)
     select current_tenant(), $1, p.id, p.name, p.email, m.role, m.created_at
     from memberships m join people p on p.id = m.person_id where m.tenant_id = current_tenant()`,
    [id],
  )
  return id
}

/** Puts a person of another company's console into this one, or changes their role. */
export async function grantRole(tenant: string, email: string, role: string): Promise<void> {
  await read(
    tenant,
    `insert into memberships (tenant_id, person_id, role)
     select t.id, p.id, $3 from tenants t, people p where t.slug = $1 and p.email_key = lower($2)
     on conflict (tenant_id, person_id) do update set role = excluded.role`,
    [tenant, email, role],
  )
}

/** Changes rows of the company as only somebody at the database can, past every rule of the application. */
export async function tamper(tenant: string, statement: string): Promise<void> {
  await read(tenant, statement)
}

/** Says that the company’s members have done nothing for so long, in any of their browsers. */
export function leaveAlone(tenant: string, minutes: number): Promise<void> {
  return ageSessions(tenant, 'active_at', minutes)
}

/** Says that the company’s members proved so long ago, in each of their browsers, that it is them. */
export function ageProofs(tenant: string, minutes: number): Promise<void> {
  return ageSessions(tenant, 'proved_at', minutes)
}

async function ageSessions(tenant: string, column: string, minutes: number): Promise<void> {
  await tamper(
    tenant,
    `do $$ declare member uuid; begin
       for member in select person_id from memberships where tenant_id = current_tenant() loop
         perform set_config('app.person_id', member::text, true);
         update sessions set ${column} = now() - make_interval(mins => ${minutes});
       end loop;
     end $$`,
  )
}

/** Moves the end of a company's tokens, so that what happens near it can be looked at today. */
export async function endTokensAt(tenant: string, hint: string, at: Date): Promise<void> {
  await read(tenant, 'update tokens set expires_at = $2 where hint = $1', [hint, at])
}

/** What the tables of a company hold of integrations, by name: the hidden ones too. */
export function integrationsOf(tenant: string): Promise<{ name: string; is_test: boolean }[]> {
  return read(tenant, 'select name, is_test from integrations order by name')
}

/** What a company's token has used of each window of a rate limit whose keys begin so. */
export async function limitsOf(prefix: string, tenant: string): Promise<number[]> {
  const rows = await read<{ points: number }>(
    tenant,
    `select r.points from tokens t join rate_limits r on starts_with(r.key, $1 || t.id || ':')
     where t.tenant_id = current_tenant()`,
    [prefix],
  )
  return rows.map(({ points }) => points)
}

/** How often history tells of an action in a company, and of how many people. */
export async function tellingsOf(
  tenant: string,
  action: string,
): Promise<{ tellings: number; people: number } | undefined> {
  const [row] = await read<{ tellings: number; people: number }>(
    tenant,
    'select count(*)::int as tellings, count(distinct user_id)::int as people from changes where action = $1',
    [action],
  )
  return row
}

/** The files that are made in a company’s background. */
export function exportJobsOf(tenant: string): Promise<{ id: string; state: string; rows: number }[]> {
  return read(tenant, 'select id, state, rows from export_jobs')
}

/** Holds a row of the company so that nobody else can change it; answers how to let go. */
export async function holdRow(
  tenant: string,
  table: 'users' | 'export_jobs',
  id: string,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL })
  await client.connect()
  await client.query('begin')
  await client.query(
    `select set_config('app.tenant_id', (select id::text from tenants where slug = $1), true)`,
    [tenant],
  )
  await client.query(`select 1 from ${table} where id = $1 for update`, [id])
  return () => client.end()
}

/** How many statements with these words wait for somebody who holds what they need. */
export async function waitersWith(tenant: string, words: string): Promise<number> {
  const [row] = await read<{ waiters: number }>(
    tenant,
    `select count(*)::int as waiters from pg_stat_activity
     where wait_event_type = 'Lock' and strpos(query, 'mass-change') > 0 and strpos(query, $1) > 0`,
    [words],
  )
  return row?.waiters ?? 0
}
