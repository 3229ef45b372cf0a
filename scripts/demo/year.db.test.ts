import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { listProblems } from '@/lib/activity/problems'
import { signIn } from '@/lib/auth/sign-in'
import { getDirectoryState } from '@/lib/directory/target'
import { listIntegrations } from '@/lib/integrations/integrations'
import { listTokens } from '@/lib/integrations/tokens'
import { type TestEndpoint, testEndpoint } from '@/lib/provisioning/testing'
import { DAY } from './calendar'
import { liveYear, type Year } from './year'

const NOW = Date.now()
const options = { now: NOW, people: 24, origin: 'http://localhost:3000', password: 'a password to test with' }

let endpoint: TestEndpoint
let year: Year

beforeAll(async () => {
  endpoint = await testEndpoint()
  year = await liveYear(endpoint.db, { ...options, seed: 5 })
})
afterAll(() => endpoint.close())

async function ask<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const { db, tenantId } = year.console.owner
  return inTenant(db, tenantId, (tx) => tx.select<Row>(query))
}

describe('the demo’s year', () => {
  test('ends in the present, and the clock tells the time again', async () => {
    expect(Date.now()).toBeGreaterThanOrEqual(NOW)
    const [span] = await ask<{ first: Date; last: Date; future: number }>(sql`
      select min(at) as first, max(at) as last, (count(*) filter (where at > now()))::int as future from changes`)
    expect(span?.future).toBe(0)
    expect(NOW - Number(span?.first)).toBeGreaterThan(350 * DAY)
    expect(NOW - Number(span?.last)).toBeLessThan(DAY / 3)
  })

  test('adds up: who is here is who came and did not go, and each is told of once', async () => {
    const [counts] = await ask<
      Record<'users' | 'idp' | 'active' | 'created' | 'joined' | 'members', number>
    >(sql`
      select (select count(*)::int from users) as users,
        (select count(*)::int from users where manager_id is not null) as idp,
        (select count(*)::int from users where active) as active,
        (select count(distinct user_id)::int from changes where action = 'user.created') as created,
        (select (count(*) filter (where action = 'member.added') - count(*) filter (where action = 'member.removed'))::int
         from changes) as joined,
        (select count(*)::int from group_members) as members`)
    if (!counts) throw new Error('nothing was counted')
    expect(counts.users).toBe(counts.created)
    expect(counts.members).toBe(counts.joined)
    expect(counts.active).toBeLessThan(counts.users)
    const state = await getDirectoryState(year.console.auditor)
    expect(state.users).toBe(counts.users)
    const integrations = await listIntegrations(year.console.auditor)
    expect(integrations.reduce((sum, { users }) => sum + users, 0)).toBe(counts.idp)
    expect(year.workforce.app.failures).toEqual([])
    const known = year.workforce.app.directory.people.filter(({ scimId }) => scimId)
    const okta = integrations.find(({ provider }) => provider === 'okta')
    expect(okta?.users).toBe(known.length)
  })

  test('was noted day by day, as a running server does', async () => {
    const days = await ask<{ day: string; users: number }>(sql`
      select to_char(day, 'YYYY-MM-DD') as day, users from directory_days order by day`)
    expect(days.length).toBeGreaterThan(350)
    expect(days.at(-1)?.day).toBe(new Date(NOW).toISOString().slice(0, 10))
    const [before] = await ask<{ users: number }>(sql`
      select count(*)::int as users from changes
      where action = 'user.created' and at < date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'`)
    expect(days.at(-1)?.users).toBe(before?.users)
    expect(new Set(days.map(({ users }) => users)).size).toBeGreaterThan(5)
  })

  test('leaves three integrations in different states, with problems and tokens about to expire', async () => {
    const integrations = await listIntegrations(year.console.owner)
    expect(Object.fromEntries(integrations.map(({ provider, status }) => [provider, status.state]))).toEqual({
      okta: 'connected',
      entra: 'silent',
      onelogin: 'rejected',
    })
    const problems = await listProblems(year.console.owner)
    expect(problems.length).toBeGreaterThan(1)
    const ends = (await listTokens(year.console.owner)).flatMap(({ state, expiresAt }) =>
      state === 'active' && expiresAt ? [(expiresAt.getTime() - NOW) / DAY] : [],
    )
    expect(Math.min(...ends)).toBeGreaterThan(0)
    expect(Math.min(...ends)).toBeLessThan(30)
  })

  test('has Local people of both kinds, some of whom Okta took over', async () => {
    const [counts] = await ask<{ local: number; claimed: number; imports: number; refused: number }>(sql`
      select (select count(*)::int from users where manager_id is null) as local,
        (select count(*)::int from changes where action = 'user.claimed') as claimed,
        (select count(*)::int from imports) as imports, (select max(refused) from imports) as refused`)
    expect(counts).toEqual({ local: 5 + 24 - 6, claimed: 6, imports: 1, refused: 2 })
  })

  test('lets its members sign in, one of each role', async () => {
    for (const { email } of Object.values(year.console)) {
      const person = await signIn(endpoint.db, { email, password: options.password }, {})
      expect(person.email).toBe(email)
    }
  })
})

test('the same seed is the same year', async () => {
  const told = await historyOf(year)
  const second = await testEndpoint()
  try {
    const again = await liveYear(second.db, { ...options, seed: 5 })
    expect(await historyOf(again)).toEqual(told)
  } finally {
    await second.close()
  }
})

async function historyOf({ console: { owner } }: Year) {
  const rows = await inTenant(owner.db, owner.tenantId, (tx) =>
    tx.select<{ action: string; label: string }>(sql`select action, label from changes order by id`),
  )
  return rows.map(({ action, label }) => `${action} ${label}`)
}
