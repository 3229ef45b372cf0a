import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/base/id'
import {
  asPerson,
  assertIsolated,
  type Database,
  inTenant,
  openDatabase,
  outsideTenants,
  sql,
} from './client'
import { countMembers, countUsers } from './queries/counts'
import { lookUpCredential } from './queries/credentials'
import { selectGroup } from './queries/groups'
import { selectMembers } from './queries/members'
import { selectUser } from './queries/users'
import { type TestDatabase, testDatabase } from './testing/database'

const TENANT_TABLES = [
  'memberships',
  'invitations',
  'integrations',
  'tokens',
  'mapping_runs',
  'users',
  'user_emails',
  'groups',
  'group_members',
  'group_groups',
  'entitlements',
  'imports',
  'export_jobs',
  'export_pieces',
  'user_texts',
  'extension_attributes',
  'setup_links',
  'changes',
  'requests',
  'request_counts',
  'last_calls',
  'problems',
  'mass_change_losses',
  'deletion_losses',
  'deletion_memberships',
  'saved_views',
  'audit_log',
  'directory_days',
]

let test: TestDatabase
let db: Database
const [acme, globex, person, user, group, integration] = Array.from({ length: 6 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
]

beforeAll(async () => {
  test = await testDatabase()
  db = openDatabase(test.url, { max: 2 })
  const admin = new pg.Client({ connectionString: test.adminUrl })
  await admin.connect()
  const one = (text: string, values: unknown[]) => admin.query(text, values)
  for (const [id, slug] of [
    [acme, 'acme'],
    [globex, 'globex'],
  ]) {
    await one('insert into tenants (id, slug, name) values ($1, $2, $2)', [id, slug])
  }
  await one(
    `insert into people (id, email, email_key, name, password_hash) values ($1, 'a@b', 'a@b', 'A', 'x')`,
    [person],
  )
  await one(`insert into memberships (tenant_id, person_id, role) values ($1, $2, 'owner')`, [acme, person])
  await one(
    `insert into invitations (tenant_id, id, email, email_key, role, hash, invited_by, created_at, expires_at)
     values ($1, $2, 'b@b', 'b@b', 'admin', '\\x00', 'A', now(), now())`,
    [acme, newId()],
  )
  await one(
    `insert into integrations (tenant_id, id, name, name_key, provider, created_by) values ($1, $2, 'Okta', 'okta', 'okta', 'A')`,
    [acme, integration],
  )
  await one(
    `insert into tokens (tenant_id, id, integration_id, name, credential_id, hash, hint, scopes, created_by)
     values ($1, $2, $3, 'T', 'cred', '\\x00', 'abcd', '{users.read}', 'A')`,
    [acme, newId(), integration],
  )
  await one(
    `insert into mapping_runs (tenant_id, integration_id, id, started_at, started_by, people)
     values ($1, $2, $3, now(), 'A', 1)`,
    [acme, integration, newId()],
  )
  await one(
    `insert into setup_links (tenant_id, id, integration_id, key, hash, code_hash, created_at, created_by, expires_at)
     values ($1, $2, $3, 'key', '\\x00', '\\x00', now(), 'A', now())`,
    [acme, newId(), integration],
  )
  await one(
    `insert into deletion_losses (tenant_id, integration_id, member_id, is_group, loss, label, user_name, text_key)
     values ($1, $2, $3, false, 'released', 'Ann', 'ann', 'ann')`,
    [acme, integration, user],
  )
  await one('insert into deletion_memberships values ($1, $2, $3, $4, false)', [
    acme,
    integration,
    group,
    user,
  ])
  await one(
    `insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
     values ($1, $2, 'ann', 'ann', true, 'Ann', 'ann', '{}', now(), now())`,
    [acme, user],
  )
  await one(`insert into user_emails values ($1, $2, 1, 'ann@acme.example')`, [acme, user])
  await one(
    `insert into groups (tenant_id, id, display_name, display_name_key, resource, created_at, modified_at)
     values ($1, $2, 'Sales', 'sales', '{}', now(), now())`,
    [acme, group],
  )
  await one('insert into group_members values ($1, $2, $3, now())', [acme, group, user])
  await one('insert into group_groups values ($1, $2, $2, now())', [acme, group])
  await one(
    `insert into entitlements (tenant_id, id, kind, value, value_key, display, created_at, modified_at)
     values ($1, $2, 'role', 'admin', 'admin', 'Admin', now(), now())`,
    [acme, newId()],
  )
  await one(
    `insert into imports (tenant_id, id, file_name, rows, started_by, started_at, last_at)
     values ($1, $2, 'people.csv', 1, 'A', now(), now())`,
    [acme, newId()],
  )
  await one(
    `insert into export_jobs (tenant_id, id, person_id, list, query, format, name, state, masked, asked_at)
     values ($1, $2, $3, 'users', '', 'csv', 'users.csv', 'done', false, now())`,
    [acme, group, person],
  )
  await one(`insert into export_pieces values ($1, $2, 0, '\\x00')`, [acme, group])
  await one(
    `insert into extension_attributes values ($1, $2, 'User', 'urn:acme', 'badge', '', false, 'string')`,
    [acme, integration],
  )
  await one(
    `insert into changes (tenant_id, id, at, actor_kind, actor_name, action, label) values ($1, $2, now(), 'system', 'S', 'user.created', 'Ann')`,
    [acme, newId()],
  )
  await one(
    `insert into requests (tenant_id, at, id, method, path, query, status, duration_microseconds) values ($1, now(), $2, 'GET', '/Users', '', 200, 1)`,
    [acme, newId()],
  )
  await one(`insert into last_calls values ($1, $2, now(), '[]')`, [acme, integration])
  await one('insert into request_counts values ($1, $2, now(), $3, 1)', [acme, integration, 'read'])
  await one(
    `insert into saved_views (tenant_id, id, list, owner_id, owner_name, name, name_key, query)
     values ($1, $2, 'users', $3, 'A', 'Mine', 'mine', '')`,
    [acme, newId(), person],
  )
  await one(
    `insert into problems (tenant_id, id, integration_id, cause, subject, detail, first_at, last_at) values ($1, $2, $3, 'x', 'y', 'z', now(), now())`,
    [acme, group, integration],
  )
  await one(
    `insert into mass_change_losses (tenant_id, problem_id, member_id, is_group, loss, was_active, label, user_name, text_key, change_id, at)
     values ($1, $2, $3, false, 'deleted', true, 'Ann', 'ann', 'ann', $3, now())`,
    [acme, group, user],
  )
  await one(
    `insert into audit_log (tenant_id, position, at, actor_kind, actor_name, action, target, hash) values ($1, 1, now(), 'system', 'S', 'a', 't', '\\x00')`,
    [acme],
  )
  await one(`insert into directory_days values ($1, current_date, 1, 1, 1)`, [acme])
  await admin.end()
})

afterAll(async () => {
  await db.close()
  await test.drop()
})

/** A statement that forgot its `where tenant_id = …`. */
const countAll = (table: string) => sql`select count(*)::int as n from ${sql.identifier(table)}`

describe('row-level security, without any where on the tenant', () => {
  it.each(TENANT_TABLES)('shows the rows of %s to their own tenant and to nobody else', async (table) => {
    const count = (tenantId: string) =>
      inTenant(db, tenantId, async (tx) => (await tx.select<{ n: number }>(countAll(table)))[0]?.n)
    expect(await count(acme)).toBe(1)
    expect(await count(globex)).toBe(0)
    const outside = await outsideTenants(db, (tx) => tx.select<{ n: number }>(countAll(table)))
    expect(outside[0]?.n).toBe(0)
  })

  it('changes and deletes nothing of another tenant', async () => {
    await inTenant(db, globex, async (tx) => {
      await tx.select(sql`update users set label = 'changed'`)
      await tx.select(sql`delete from group_members`)
      await tx.select(sql`update tokens set revoked_at = now()`)
    })
    const [row] = await inTenant(db, acme, (tx) =>
      tx.select<{ label: string; members: number; revoked: number }>(
        sql`select (select label from users) as label, (select count(*)::int from group_members) as members,
                   (select count(revoked_at)::int from tokens) as revoked`,
      ),
    )
    expect(row).toEqual({ label: 'Ann', members: 1, revoked: 0 })
  })

  it('refuses rows that carry the id of another tenant', async () => {
    const writing = inTenant(db, globex, (tx) =>
      tx.select(
        sql`insert into user_emails (tenant_id, user_id, position, value_key) values (${acme}, ${user}, 9, 'x')`,
      ),
    )
    await expect(writing).rejects.toThrow(/row-level security/)
  })

  it('lets a person see their own memberships before any tenant is known, and nothing else', async () => {
    const seen = await asPerson(db, person, (tx) => tx.select(sql`select person_id from memberships`))
    expect(seen).toEqual([{ person_id: person }])
    expect(await asPerson(db, newId(), (tx) => tx.select(sql`select 1 from memberships`))).toEqual([])
    expect(await asPerson(db, person, (tx) => tx.select(sql`select 1 from users`))).toEqual([])
  })
})

describe('what triggers draw from the directory', () => {
  const found = (tenantId: string, patterns: string[]) =>
    inTenant(db, tenantId, (tx) =>
      tx.select<{ user_id: string }>(sql`select * from find_user_texts(${sql.param(patterns)}::text[], 10)`),
    )

  it('finds the people of the tenant of the transaction only, though it reads as the owner', async () => {
    expect(await found(acme, ['%ann%'])).toMatchObject([{ user_id: user }])
    expect(await found(globex, ['%ann%'])).toEqual([])
    expect(await found(globex, ['%'])).toEqual([])
  })

  it('finds nobody where no tenant is set', async () => {
    const text = sql`select * from find_user_texts(array['%'], 10)`
    expect(await outsideTenants(db, (tx) => tx.select(text))).toEqual([])
    expect(await asPerson(db, person, (tx) => tx.select(text))).toEqual([])
  })

  it('takes a pattern for nothing but a pattern', async () => {
    expect(await found(globex, [`%' or true --`])).toEqual([])
    expect(await found(globex, [`%') or (t.text_key like '%`])).toEqual([])
    expect(await found(globex, [`\\' or true --`])).toEqual([])
    expect(await found(acme, [`nobody`, `%N'`, 'ann%'])).toMatchObject([{ user_id: user }])
  })

  it('counts for each tenant alone, and folds no other tenant’s entries', async () => {
    const counts = async (tenantId: string) => [
      await inTenant(db, tenantId, (tx) => countUsers(tx, tenantId)),
      await inTenant(db, tenantId, (tx) => countMembers(tx, tenantId, group)),
    ]
    expect(await counts(acme)).toEqual([1, 1])
    expect(await counts(globex)).toEqual([0, 0])
    await inTenant(db, globex, (tx) => tx.select(sql`select fold_directory_counts(${acme})`))
    const rows = (table: string) =>
      inTenant(db, acme, async (tx) => (await tx.select<{ n: number }>(countAll(table)))[0]?.n)
    expect(await rows('directory_counts')).toBe(0)
    await inTenant(db, acme, (tx) => tx.select(sql`select fold_directory_counts(${acme})`))
    expect(await rows('directory_counts')).toBe(3)
    expect(await rows('directory_count_entries')).toBe(0)
    expect(await counts(acme)).toEqual([1, 1])
    expect(await counts(globex)).toEqual([0, 0])
  })

  it('refuses an owner’s door to anybody but the application', async () => {
    const [row] = await inTenant(db, acme, (tx) =>
      tx.select<{ everybody: boolean; application: boolean }>(sql`
        select has_function_privilege('public', 'find_user_texts(text[], integer)', 'execute') as everybody,
          has_function_privilege('rollcall_app', 'find_user_texts(text[], integer)', 'execute') as application`),
    )
    expect(row).toEqual({ everybody: false, application: true })
  })
})

describe('the queries', () => {
  it('find nothing of one tenant when they are asked for another', async () => {
    await inTenant(db, acme, async (tx) => {
      expect(await selectUser(tx, acme, user, null)).toMatchObject({ id: user })
      expect(await selectUser(tx, globex, user, null)).toBeUndefined()
      expect(await selectGroup(tx, globex, group, null)).toBeUndefined()
      expect(await selectMembers(tx, globex, group, null)).toEqual([])
    })
    expect(await lookUpCredential(db, acme, 'cred').read()).toBeDefined()
    expect(await lookUpCredential(db, globex, 'cred').read()).toBeUndefined()
  })
})

describe('the role of the application', () => {
  it('is one that cannot bypass the policies', async () => {
    await expect(assertIsolated(db)).resolves.toBeUndefined()
  })

  it('is refused at start when it could', async () => {
    const pool = new pg.Pool({ connectionString: test.adminUrl })
    await expect(assertIsolated({ pool, close: () => pool.end() })).rejects.toThrow(
      /read past row-level security/,
    )
    await pool.end()
  })

  it.each(['changes', 'audit_log', 'requests'])(
    'may add to %s but neither change nor delete what is there',
    async (table) => {
      const update = inTenant(db, acme, (tx) =>
        tx.select(sql`update ${sql.identifier(table)} set tenant_id = tenant_id`),
      )
      await expect(update).rejects.toThrow(/permission denied/)
      const remove = inTenant(db, acme, (tx) => tx.select(sql`delete from ${sql.identifier(table)}`))
      await expect(remove).rejects.toThrow(/permission denied/)
    },
  )

  it('keeps its setting within the transaction, so that a connection of the pool remembers no tenant', async () => {
    const one = openDatabase(test.url, { max: 1 })
    await inTenant(one, acme, (tx) => tx.select(countAll('users')))
    const after = await outsideTenants(one, (tx) => tx.select<{ n: number }>(countAll('users')))
    expect(after[0]?.n).toBe(0)
    await one.close()
  })
})
