import pg from 'pg'
import { beforeEach, expect, test } from 'vitest'
import { inTenant, outsideTenants, sql } from '@/db/client'
import { claimTask } from '@/db/queries/tasks'
import { flushActivity } from '@/lib/activity/recorder'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { testClient, testDirectory, testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { workOffTasks } from '@/lib/tasks/work'
import { readInvitation } from './acceptance'
import { ensureCompany } from './companies'
import type { Ctx } from './context'
import { attendPurge, deleteCompany, restorableOf, restoreCompany } from './deletion'
import { inviteMembers } from './invitations'
import { companiesOf, ensureOwner } from './members'
import { asRole } from './testing'

const { endpoint, okta } = eachAtEndpoint()
let ctx: Ctx
let personId: string

beforeEach(async () => {
  await outsideTenants(endpoint.db, (tx) => tx.select(sql`delete from tasks`))
  ctx = okta.ctx
  personId = (await ensureOwner(ctx, `${ctx.tenantSlug}@acme.example`)).personId
})

const { signal } = new AbortController()
const remove = () => deleteCompany(ctx, ctx.tenantName)
const restore = (who = personId) => restoreCompany(endpoint.db, who, ctx.tenantId, {})

/** What somebody sees of a company, or undefined. */
const seenBy = async (who: string) =>
  (await companiesOf(endpoint.db, who)).find(({ id }) => id === ctx.tenantId)?.name

async function past<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const admin = new pg.Client({ connectionString: endpoint.adminUrl })
  await admin.connect()
  try {
    return (await admin.query<Row>(text, values)).rows
  } finally {
    await admin.end()
  }
}

const deletedAgo = (days: number) =>
  past(`update tenants set deleted_at = now() - $2 * interval '1 day' where id = $1`, [ctx.tenantId, days])

/** The tables that hold rows of a company, with how many. */
async function held(tenantId: string): Promise<Record<string, number>> {
  const tables = await past<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where a.attname = 'tenant_id' and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition`,
  )
  expect(tables.length).toBeGreaterThan(20)
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await past<{ n: number }>(`select count(*)::int as n from "${name}" where tenant_id = $1`, [
      tenantId,
    ])
    if (row?.n) found[name] = row.n
  }
  return found
}

test('an Owner deletes by the company’s name, nobody else, and then it is there for nobody', async () => {
  const [link] = await inviteMembers(ctx, { emails: ['new@acme.example'], role: 'admin' })
  await expect(deleteCompany(asRole(ctx, 'admin'), ctx.tenantName)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(deleteCompany(ctx, 'Another')).rejects.toMatchObject({
    code: 'invalid',
    field: 'confirmation',
  })
  expect(await seenBy(personId)).toBe(ctx.tenantName)
  await remove()
  expect(await seenBy(personId)).toBeUndefined()
  expect(await readInvitation(endpoint.db, link?.secret ?? '')).toBeUndefined()
  await expect(remove()).rejects.toMatchObject({ code: 'not-found' })
  // One of the same name is another company, at another address.
  const next = await ensureCompany(endpoint.db, ctx.tenantName, { kind: 'system', name: 'Tests' })
  expect(next.id).not.toBe(ctx.tenantId)
  expect(next.slug).not.toBe(ctx.tenantSlug)
})

test('the endpoint answers as for a company that never was, also where it was called a moment before', async () => {
  const scim = testClient(okta)
  expect((await scim('GET', '/Users')).status).toBe(200)
  const unknown = await testClient({ ...okta, baseUrl: 'http://localhost/api/scim/never-was' })(
    'GET',
    '/Users',
  )
  await remove()
  const withoutReference = ({ status, body }: Awaited<ReturnType<typeof scim>>) => ({
    status,
    body: { ...body, detail: body.detail.replace(/ Ref .*/, '') },
  })
  const answer = await scim('GET', '/Users')
  expect(answer.status).toBe(401)
  expect(withoutReference(answer)).toEqual(withoutReference(unknown))
  expect((await scim('POST', '/Users', { userName: 'late@acme.example' })).status).toBe(401)
})

test('an Owner takes it back within a week, with the same token, and the audit log tells of both', async () => {
  const scim = testClient(okta)
  await remove()
  const admin = (await ensureOwner(await otherContext(), 'stranger@acme.example')).personId
  expect(await restorableOf(endpoint.db, admin)).toEqual([])
  await expect(restore(admin)).rejects.toMatchObject({ code: 'not-found' })
  const [restorable] = await restorableOf(endpoint.db, personId)
  expect(restorable).toMatchObject({ id: ctx.tenantId, name: ctx.tenantName, deletedBy: 'Ada Byron' })
  expect(restorable?.until.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000)

  expect(await restore()).toEqual({ slug: ctx.tenantSlug })
  expect(await seenBy(personId)).toBe(ctx.tenantName)
  expect((await scim('GET', '/Users')).status).toBe(200)
  const told = await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    tx.select<{ action: string }>(
      sql`select action from audit_log where tenant_id = ${ctx.tenantId} and action like 'company.%' order by position`,
    ),
  )
  expect(told.map(({ action }) => action)).toEqual(['company.created', 'company.deleted', 'company.restored'])
  await expect(restore()).rejects.toMatchObject({ code: 'not-found' })
  expect(await past('select 1 from tasks where tenant_id = $1', [ctx.tenantId])).toEqual([])
})

const otherContext = async () => (await testIntegration(endpoint.db)).ctx

test('nobody but an Owner of it takes it back, and nobody after a week', async () => {
  await past(`update memberships set role = 'admin' where person_id = $1`, [personId])
  await remove()
  await expect(restore()).rejects.toMatchObject({ code: 'not-found' })
  await past(`update memberships set role = 'owner' where person_id = $1`, [personId])
  await deletedAgo(7.01)
  expect(await restorableOf(endpoint.db, personId)).toEqual([])
  await expect(restore()).rejects.toMatchObject({ code: 'not-found' })
})

test('after a week everything of it is removed, from every table, and nothing of anybody else', async () => {
  const scim = testClient(okta)
  const directory = testDirectory(scim)
  const people: string[] = []
  for (const name of ['ann', 'bob']) people.push(await directory.user(`${name}@acme.example`))
  await directory.group('Engineering', people)
  await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      select ${ctx.tenantId}, gen_random_uuid(), 'p' || n, 'p' || n, true, 'P', 'p', '{}', now(), now()
      from generate_series(1, 4500) n`),
  )
  const other = await testIntegration(endpoint.db)
  await testDirectory(testClient(other)).user('ann@acme.example')
  await flushActivity()
  const others = await held(other.ctx.tenantId)
  const second = await testIntegration(endpoint.db, { ctx, name: 'Deleted' })
  await testDirectory(testClient(second)).group('Sales', [
    await testDirectory(testClient(second)).user('cyd@acme.example'),
  ])
  await deleteIntegration(ctx, second.integrationId, { people: 'remove' })
  await remove()
  const task = { tenantId: ctx.tenantId, kind: 'purge', subject: ctx.tenantId, attempts: 1 } as const
  const due = await attendPurge(endpoint.db, task, signal)
  expect(due?.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000)
  expect(await held(ctx.tenantId)).toMatchObject({
    users: 4502,
    tasks: 2,
    deletion_losses: 2,
    deletion_memberships: 1,
  })
  expect(await outsideTenants(endpoint.db, (tx) => claimTask(tx, 'purge'))).toBeUndefined()

  await deletedAgo(7.01)
  await past(`update tasks set due_at = now() - interval '1 second' where tenant_id = $1`, [ctx.tenantId])
  await workOffTasks(endpoint.db)
  expect(await held(ctx.tenantId)).toEqual({})
  expect(await held(other.ctx.tenantId)).toEqual(others)
  const [left] = await past(
    'select name, slug, deleted_by, purged_at is not null as purged from tenants where id = $1',
    [ctx.tenantId],
  )
  expect(left).toEqual({ name: ctx.tenantSlug, slug: ctx.tenantSlug, deleted_by: null, purged: true })
  expect((await scim('GET', '/Users')).status).toBe(401)
})

test('of a company that lives, or whose week is not over, the owner’s function removes nothing', async () => {
  const purge = () =>
    inTenant(endpoint.db, ctx.tenantId, (tx) => tx.select(sql`select purge_company(100) as rows`))
  const before = await held(ctx.tenantId)
  expect(await purge()).toEqual([{ rows: 0 }])
  await remove()
  await deletedAgo(6.9)
  expect(await purge()).toEqual([{ rows: 0 }])
  const { changes: _, audit_log: __, tasks: ___, ...after } = await held(ctx.tenantId)
  const { changes: ____, audit_log: _____, ...unchanged } = before
  expect(after).toEqual(unchanged)
  expect(
    await outsideTenants(endpoint.db, (tx) => tx.select(sql`select purge_company(100) as rows`)),
  ).toEqual([{ rows: 0 }])
})
