import { afterEach, beforeEach, expect, it } from 'vitest'
import { seededRandom } from '../random'
import { ScimStub } from '../testing/scim-stub'
import { summariseAll, summariseTrace } from '../trace'
import { OktaApp } from './app'
import { liveLife } from './life'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

async function live(flavour: 'catalogue' | 'wizard', concurrency: number) {
  const app = new OktaApp({ baseUrl: stub.baseUrl, token: 'secret', flavour, random: seededRandom(1) })
  const seen: { done: number; total: number }[] = []
  const options = { people: 40, groups: 5, random: seededRandom(2), concurrency }
  await liveLife(app, { ...options, onProgress: (progress) => seen.push(progress) })
  return { app, seen }
}

/** The directory without what depends on the order of arrival. */
function outcome(): unknown {
  const names = new Map([...stub.users].map(([id, user]) => [id, String(user.userName)]))
  const users = [...stub.users.values()].map(({ id: _, meta: __, ...rest }) => JSON.stringify(rest)).sort()
  const groups = [...stub.groups.values()].map(({ displayName, members }) => {
    const list = Array.isArray(members) ? members.map((member) => names.get(Object(member).value)) : []
    return `${displayName}: ${list.sort()}`
  })
  return { users, groups: groups.sort() }
}

it.each(['catalogue', 'wizard'] as const)(
  'a life in the %s flavour ends without a failure',
  async (flavour) => {
    const { app, seen } = await live(flavour, 4)
    expect(app.failures).toEqual([])
    expect(stub.users.size).toBe(40)
    expect(stub.groups.size).toBe(5)
    expect([...stub.users.values()].filter(({ active }) => active === false)).toHaveLength(2)
    expect(seen.at(-1)?.done).toBe(seen.at(-1)?.total)
  },
)

it('the same seed is the same life, at any concurrency', async () => {
  await live('catalogue', 1)
  const first = outcome()
  await stub.stop()
  stub = await ScimStub.start()
  await live('catalogue', 8)
  expect(outcome()).toEqual(first)
})

it('can be lived again in the same directory', async () => {
  const { app } = await live('catalogue', 4)
  const again = await live('wizard', 4)
  expect([...app.failures, ...again.app.failures]).toEqual([])
  expect([stub.users.size, stub.groups.size]).toEqual([40, 5])
})

it('goes on after a failure, and the trace sums up what was answered', async () => {
  stub.intercept = ({ method, path }) =>
    method === 'POST' && path === '/Groups'
      ? { status: 403, body: { detail: 'Group sync is off.' } }
      : undefined
  const { app } = await live('catalogue', 4)
  expect(app.failures.map(({ detail }) => detail)).toContain('Group sync is off.')
  expect(stub.users.size).toBe(40)
  const push = summariseTrace(app.trace).find(({ task }) => task === 'Push group')
  expect(push).toMatchObject({
    requests: 12,
    answers: [
      [200, 6],
      [403, 6],
    ],
  })
  const all = summariseAll(app.trace)
  expect(all.requests).toBe(app.trace.length)
  expect(all.p50).toBeLessThanOrEqual(all.p95)
  expect(all.p95).toBeLessThanOrEqual(all.max)
})
