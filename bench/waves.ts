import type { QueryResultRow } from 'pg'
import { type Answer, type Call, Connection } from './connection'
import { personId } from './data'
import { asAdmin } from './fill'
import type { House } from './house'
import { type Measure, summary } from './load'

/** How something long went. `note` says what else was looked at. */
export type Wave = {
  name: string
  seconds: number
  /** Of the first and of the last tenth of the requests; the same for a single one. */
  first: Measure
  last: Measure
  /** Of all requests, the answers that were not as expected. */
  wrong: number
  megabytes: { before: number; after: number; most: number }
  note: string
}

const PAGES = 1_000
const PAGE = 100
const ENTRA_MEMBERS = 50
const ENTRA_PATCHES = 200
const CHANGED = 10
const MANY = 16
/** A wave that is not over by then is broken off, in milliseconds. */
const PATIENCE = 60_000

/** What identity providers do to a large company, and what its one large group is asked for. */
export async function ride(house: House): Promise<Wave[]> {
  return [
    await importEverybody(house),
    await entraWave(house),
    await readGroup(house),
    await replaceGroup(house),
  ]
}

/** Okta's full import: one page after the other; then the last pages of all. */
async function importEverybody(house: House): Promise<Wave> {
  const page = (first: number) => ({
    method: 'GET',
    path: `${house.base}/Users?startIndex=${first}&count=${PAGE}`,
  })
  const pages = Math.min(PAGES, Math.floor(house.data.people / PAGE))
  const calls = Array.from({ length: pages }, (_, index) => page(1 + index * PAGE))
  const wave = await send(house, `import of ${pages} pages of ${PAGE}`, calls, { expected: 200, at: 1 })
  const tenth = pages / 10
  const end = Array.from({ length: tenth }, (_, index) =>
    page(house.data.people - (tenth - index) * PAGE + 1),
  )
  const deepest = await send(house, '', end, { expected: 200, at: 1 })
  const connection = new Connection(house.target.port, house.target.headers)
  const { totalResults } = JSON.parse((await connection.send(page(1), true)).text)
  connection.close()
  const counted = await count(house, 'users')
  const total = `totalResults ${totalResults} of ${counted}`
  return {
    ...wave,
    note: `${wave.note}last ${tenth} pages of all: ${deepest.first.p50.toFixed(1)} ms in the median; ${total}`,
  }
}

/** Entra adds members fifty at a time. */
async function entraWave(house: House): Promise<Wave> {
  const { members, people, groupId } = house.data
  const patches = Math.min(ENTRA_PATCHES, Math.floor((people - members) / ENTRA_MEMBERS))
  const calls = Array.from({ length: patches }, (_, index) => ({
    method: 'PATCH',
    path: `${house.base}/Groups/${groupId}`,
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        {
          op: 'Add',
          path: 'members',
          value: Array.from({ length: ENTRA_MEMBERS }, (_, n) => ({
            value: personId(members + 1 + index * ENTRA_MEMBERS + n),
          })),
        },
      ],
    }),
  }))
  const name = `${patches} PATCHes of ${ENTRA_MEMBERS} members`
  const wave = await send(house, name, calls, { expected: 204, at: MANY })
  return { ...wave, note: `${wave.note}${await count(house, 'group_members', groupId)} members afterwards` }
}

async function readGroup(house: House): Promise<Wave> {
  const call = { method: 'GET', path: `${house.base}/Groups/${house.data.groupId}` }
  const answers: Answer[] = []
  const wave = await send(house, 'GET the group', [call], { expected: 200, at: 1, answers })
  return { ...wave, note: `${((answers[0]?.bytes ?? 0) / 1e6).toFixed(1)} MB` }
}

/** PUT of everybody who is in the group but ten, and of ten others. */
async function replaceGroup(house: House): Promise<Wave> {
  const { groupId, people } = house.data
  const members = await ask<{ id: string }>(
    house,
    'select user_id as id from group_members where tenant_id = $1 and group_id = $2',
    [groupId],
  )
  const inside = new Set(members.map(({ id }) => id))
  const outside: string[] = []
  for (let n = people; outside.length < CHANGED; n--) if (!inside.has(personId(n))) outside.push(personId(n))
  const wanted = [...members.slice(CHANGED).map(({ id }) => id), ...outside]
  const call = {
    method: 'PUT',
    path: `${house.base}/Groups/${groupId}`,
    body: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Everybody',
      members: wanted.map((value) => ({ value })),
    }),
  }
  const before = await count(house, 'changes')
  const answers: Answer[] = []
  const name = `PUT of ${wanted.length} with ${CHANGED} others`
  const wave = await send(house, name, [call], { expected: 200, at: 1, answers })
  const written = (await count(house, 'changes')) - before
  return { ...wave, note: `answer ${answers[0]?.status}; ${written} rows of history` }
}

async function send(
  house: House,
  name: string,
  calls: readonly Call[],
  options: { expected: number; at: number; answers?: Answer[] },
): Promise<Wave> {
  const before = await house.server.vitals('begin')
  const done: { at: number; took: number; isWrong: boolean }[] = []
  const started = performance.now()
  let index = 0
  const worker = async () => {
    const connection = new Connection(house.target.port, house.target.headers)
    for (let call = calls[index++]; call && performance.now() - started < PATIENCE; call = calls[index++]) {
      const at = performance.now()
      const answer = await connection.send(call)
      done.push({ at, took: performance.now() - at, isWrong: answer.status !== options.expected })
      options.answers?.push(answer)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: options.at }, worker))
  const ended = performance.now()
  const after = await house.server.vitals('end')
  const tenth = Math.ceil(done.length / 10)
  const measure = (part: typeof done): Measure => {
    const end = Math.max(...part.map(({ at, took }) => at + took))
    const elapsed = end - Math.min(...part.map(({ at }) => at))
    const times = part.map(({ took }) => took)
    return { ...summary(times, elapsed), wrong: part.filter(({ isWrong }) => isWrong).length }
  }
  return {
    name,
    seconds: (ended - started) / 1000,
    first: measure(done.slice(0, tenth)),
    last: measure(done.slice(-tenth)),
    wrong: done.filter(({ isWrong }) => isWrong).length,
    megabytes: { before: before.megabytes, after: after.megabytes, most: after.mostMegabytes },
    note: done.length < calls.length ? `broken off after ${done.length}; ` : '',
  }
}

async function count(
  house: House,
  table: 'users' | 'changes' | 'group_members',
  groupId?: string,
): Promise<number> {
  const rows = await ask<{ count: number }>(
    house,
    `select count(*)::int from ${table} where tenant_id = $1 ${groupId ? 'and group_id = $2' : ''}`,
    groupId ? [groupId] : [],
  )
  return rows[0]?.count ?? 0
}

/** Asks the database itself; `$1` is the tenant. */
async function ask<R extends QueryResultRow>(
  { adminUrl, owner }: House,
  text: string,
  values: readonly string[],
): Promise<R[]> {
  const { rows } = await asAdmin(adminUrl, (client) => client.query<R>(text, [owner.tenantId, ...values]))
  return rows
}
