import { describe, expect, it } from 'vitest'
import { NoAnswerError, type ScimAnswer, type ScimCall } from './send'
import { Wire, type WireOptions } from './wire'

const BASE = 'https://rollcall.example/api/scim/acme'

/** A wire whose server gives these answers in turn. */
function wire(answers: Partial<ScimAnswer>[], options: Partial<WireOptions> = {}) {
  const calls: ScimCall[] = []
  const send = async (call: ScimCall): Promise<ScimAnswer> => {
    calls.push(call)
    return { status: 200, headers: {}, body: '{}', ...answers[calls.length - 1] }
  }
  const headers = (hasBody: boolean): Record<string, string> => (hasBody ? { 'Content-Type': 'x' } : {})
  return { calls, wire: new Wire({ baseUrl: BASE, send, ...options }, { headers }) }
}

describe('a request', () => {
  it('goes below the base URL, with its query, a content type only with a body', async () => {
    const { calls, wire: here } = wire([], { baseUrl: `${BASE}/?flag` })
    await here.task('Test').get('/Users', { filter: 'userName eq "a"' })
    await here.task('Test').post('/Users', { userName: 'a' })
    expect(calls.map(({ method, url, headers }) => [method, url, headers])).toEqual([
      ['GET', `${BASE}/Users?flag&filter=userName%20eq%20%22a%22`, {}],
      ['POST', `${BASE}/Users?flag`, { 'Content-Type': 'x' }],
    ])
  })

  it('refuses a base URL that is none', () => {
    expect(() => wire([], { baseUrl: 'rollcall' })).toThrow(/must be an http or https address/)
  })

  it('waits as long as a 429 says, and half a minute when it does not say it in seconds', async () => {
    const waited: number[] = []
    const { wire: here } = wire(
      [
        { status: 429, headers: { 'retry-after': '7' } },
        { status: 429, headers: { 'retry-after': 'Sun, 22 Nov 2026 10:00:00 GMT' } },
      ],
      { wait: async (ms) => void waited.push(ms) },
    )
    await here.task('Test').get('/Users')
    expect(waited).toEqual([7_000, 30_000])
    expect(here.trace.map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 1],
      [429, 2],
      [200, 3],
    ])
  })

  it('is answered with a 404 where it looks for something, and fails where it needs it', async () => {
    const { wire: here } = wire(Array(3).fill({ status: 404, body: '{"detail":"Not here."}' }))
    expect(await here.task('Test').find('/Users/1')).toMatchObject({ status: 404 })
    expect(await here.task('Test').delete('/Users/1')).toMatchObject({ status: 404 })
    await expect(here.task('Test').get('/Users/1')).rejects.toThrow('Test failed: 404 Not Found. Not here.')
  })

  it('gives up after the fifth 429', async () => {
    const { calls, wire: here } = wire(Array(9).fill({ status: 429, body: '{"detail":"Slow down."}' }), {
      wait: async () => {},
    })
    await expect(here.task('Test').get('/Users')).rejects.toThrow(
      'Test failed: 429 Too Many Requests. Slow down.',
    )
    expect(calls).toHaveLength(5)
  })
})

describe('a failure', () => {
  it('carries the status, the scimType and the sentence of the server', async () => {
    const body = JSON.stringify({ detail: 'Taken.', scimType: 'uniqueness' })
    const { wire: here } = wire([{ status: 409, body }])
    const failure = await here
      .task('Assign person', 'ann')
      .post('/Users', {})
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({
      message: 'Assign person “ann” failed: 409 Conflict. Taken.',
      status: 409,
      scimType: 'uniqueness',
      detail: 'Taken.',
    })
    expect(here.trace).toMatchObject([{ task: 'Assign person', status: 409, detail: 'Taken.' }])
  })

  it.each([
    ['<html>', 200, 'Test failed: The answer is no JSON object: <html>'],
    ['', 500, 'Test failed: 500 Internal Server Error. Empty answer (500 Internal Server Error).'],
    ['{}', 400, 'Test failed: 400 Bad Request. The answer has no detail.'],
  ])('names an answer that says nothing: %j', async (body, status, message) => {
    const { wire: here } = wire([{ status, body }])
    await expect(here.task('Test').put('/Users/1', {})).rejects.toThrow(message)
  })

  it('says why no answer came', async () => {
    const { wire: here } = wire([], {
      send: async () => {
        throw new NoAnswerError('timeout', 'rollcall.example did not answer within 60 s.')
      },
    })
    await expect(here.task('Test').get('/Users')).rejects.toThrow(
      'Test failed: rollcall.example did not answer',
    )
    expect(here.trace).toMatchObject([{ status: undefined }])
  })
})

it('records bodies when asked to, and forgets the oldest requests', async () => {
  const { wire: here } = wire([], { recordBodies: true, traceLimit: 1 })
  await here.task('Test').get('/Users')
  await here.task('Test').post('/Users', { userName: 'a' })
  expect(here.trace).toMatchObject([{ method: 'POST', request: { userName: 'a' }, response: '{}' }])
})
