import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../random'
import { ScimStub } from '../testing/scim-stub'
import { OktaApp, type OktaAppOptions } from './app'
import { OktaTaskError } from './errors'

let stub: ScimStub
let waits: number[]

beforeEach(async () => {
  stub = await ScimStub.start()
  waits = []
})
afterEach(() => stub.stop())

function okta(options: Partial<OktaAppOptions> = {}): OktaApp {
  return new OktaApp({
    baseUrl: stub.baseUrl,
    token: 'secret',
    flavour: 'catalogue',
    random: seededRandom(3),
    wait: async (ms) => {
      waits.push(ms)
    },
    ...options,
  })
}

async function failureOf(work: Promise<unknown>): Promise<OktaTaskError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof OktaTaskError)) throw new Error(`Expected an OktaTaskError, got ${error}`)
  return error
}

const PROFILE = { login: 'ann@acme.example', email: 'ann@acme.example', firstName: 'Ann', lastName: 'Lee' }

describe('a 429', () => {
  it('is waited out by its integer seconds, doubled each time, and the task succeeds', async () => {
    let left = 3
    stub.intercept = () => (left-- > 0 ? { status: 429, headers: { 'retry-after': '7' } } : undefined)
    const app = okta()
    await app.testConnection()
    expect(waits).toEqual([7_000, 14_000, 28_000])
    expect(app.trace.map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 1],
      [429, 2],
      [429, 3],
      [200, 4],
    ])
  })

  it('without integer seconds means five minutes', async () => {
    const dated = { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } }
    const replies = [dated, { status: 429 }]
    stub.intercept = () => replies.shift()
    await okta().testConnection()
    expect(waits).toEqual([300_000, 600_000])
  })

  it('fails for good at the tenth attempt', async () => {
    stub.intercept = () => ({ status: 429, body: { detail: 'Slow down.' }, headers: { 'retry-after': '1' } })
    const error = await failureOf(okta().testConnection())
    expect(stub.requests).toHaveLength(10)
    expect(error).toMatchObject({ status: 429, detail: 'Slow down.' })
  })
})

describe('a failure', () => {
  it('carries status, scimType and the detail of the server, and stays in the tasks list', async () => {
    const app = okta()
    stub.users.set('other', { id: 'other', userName: 'ANN@acme.example' })
    stub.intercept = ({ method }) => (method === 'GET' ? { status: 200, body: { Resources: [] } } : undefined)
    const error = await failureOf(app.assign(app.addPerson(PROFILE)))
    expect(error).toMatchObject({
      task: 'Assign person',
      subject: 'ann@acme.example',
      status: 409,
      scimType: 'uniqueness',
      detail: 'userName “ann@acme.example” is taken.',
    })
    expect(error.message).toBe(
      'Assign person “ann@acme.example” failed: Conflict. ' +
        'Errors reported by remote server: userName “ann@acme.example” is taken.',
    )
    expect(app.failures).toEqual([error])
    expect(app.trace.at(-1)).toMatchObject({ status: 409, detail: error.detail })
  })

  it('is not repeated for a 400', async () => {
    stub.intercept = () => ({ status: 400, body: { detail: 'No.' } })
    await failureOf(okta().testConnection())
    expect(stub.requests).toHaveLength(1)
  })

  it('shows the complaint of a JSON parser for a page of HTML, whatever its status', async () => {
    for (const status of [200, 502]) {
      stub.intercept = () => ({ status, body: '<html>Bad gateway</html>' })
      expect((await failureOf(okta().testConnection())).detail).toMatch(/^Unrecognized token '<html'/)
    }
  })

  it('names a server that is too slow', async () => {
    const slow = okta({ timeoutMs: 30 })
    stub.hangs = true
    const error = await failureOf(slow.testConnection())
    expect(error.status).toBeUndefined()
    expect(error.detail).toMatch(/did not answer within 0.03 s/)
    expect(slow.trace[0]).toMatchObject({ status: undefined, detail: error.detail })
  })

  it('names a server that is not there', async () => {
    const app = okta()
    await stub.stop()
    expect((await failureOf(app.testConnection())).detail).toMatch(/cannot be reached: nothing listens there/)
    stub = await ScimStub.start()
  })
})

describe('the trace', () => {
  it('has method, path, status and time of every request, and no secret even with bodies', async () => {
    const seen: string[] = []
    const app = okta({ recordBodies: true, onTrace: ({ method }) => seen.push(method) })
    await app.assign(app.addPerson(PROFILE))
    expect(app.trace).toMatchObject([
      { task: 'Assign person', method: 'GET', status: 200, attempt: 1 },
      { task: 'Assign person', method: 'POST', path: '/Users', status: 201, attempt: 1 },
    ])
    expect(app.trace.every(({ ms }) => ms >= 0)).toBe(true)
    expect(seen).toEqual(['GET', 'POST'])
    const password = String(stub.requests[1]?.body?.password)
    const text = JSON.stringify(app.trace)
    expect(text).not.toContain(password)
    expect(text).not.toContain('secret')
  })

  it('forgets its oldest entries beyond its limit', async () => {
    const app = okta({ traceLimit: 2 })
    for (let turn = 0; turn < 3; turn++) await app.testConnection()
    expect(app.trace).toHaveLength(2)
  })
})
