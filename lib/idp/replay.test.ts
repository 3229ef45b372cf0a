import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject } from './json'
import { mismatches } from './match'
import { replay } from './replay'
import { sendByFetch } from './send'
import { readSequence, type Sequence } from './sequence'
import { ScimStub } from './testing/scim-stub'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

const TRAFFIC = new URL('../../e2e/scim/traffic/', import.meta.url)
const files = readdirSync(TRAFFIC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
)

function sequence(parts: Partial<Sequence>): Sequence {
  return {
    name: 'a sequence',
    idp: 'okta',
    headers: { Authorization: 'Bearer {{token}}' },
    bodyHeaders: { 'Content-Type': 'application/scim+json' },
    steps: [],
    state: [],
    ...parts,
  }
}

const create = {
  name: 'create',
  request: { method: 'POST', path: '/Users', body: { userName: 'ann.{{unique}}', title: 'Engineer' } },
  expect: { status: 201 },
  capture: { ann: 'id' },
}

/** The stub knows what the lettered sequences need; the rest is for the endpoint itself. */
const simple = files.filter((file) => /\/[a-g]-[^/]*$/.test(file))

function read(file: string): Sequence {
  return readSequence(JSON.parse(readFileSync(new URL(file, TRAFFIC), 'utf8')), file)
}

describe.each(simple)('the recorded traffic %s', (file) => {
  const recorded = read(file)

  it('holds against a server that does what the RFC says, twice in the same directory', async () => {
    expect((await replay(recorded, { baseUrl: stub.baseUrl, token: 'secret' })).problems).toEqual([])
    if (recorded.needs?.empty) return
    expect((await replay(recorded, { baseUrl: stub.baseUrl, token: 'secret' })).problems).toEqual([])
  })
})

describe.each(files)('the recorded traffic %s', (file) => {
  it('fails with a token that is not the right one', async () => {
    const report = await replay(read(file), { baseUrl: stub.baseUrl, token: 'wrong' })
    expect(report.ok).toBe(false)
    expect(report.steps[0]).toMatchObject({ status: 401 })
  })
})

describe('a replay', () => {
  it('names the step, the answer and what differs, and goes on to the end', async () => {
    const report = await replay(
      sequence({
        steps: [
          create,
          {
            name: 'read',
            request: { method: 'GET', path: '/Users/{{ann}}' },
            expect: { status: 200, body: { title: 'Boss', userName: 'ann.{{unique}}' }, absent: ['meta'] },
          },
          {
            name: 'use what nobody kept',
            request: { method: 'GET', path: '/Users/{{bo}}' },
            expect: { status: 200 },
          },
        ],
        state: [{ name: 'the person is gone', type: 'Users', id: '{{ann}}', gone: true }],
      }),
      { baseUrl: stub.baseUrl, token: 'secret', variables: { unique: 'x' } },
    )
    expect(report.problems).toEqual([
      'read: body.title is "Engineer", expected "Boss"',
      'read: meta is there, expected absent',
      'use what nobody kept: {{bo}} has no value.',
      'the person is gone: answered 200, expected 404',
    ])
    expect(report.steps[1]).toMatchObject({ request: 'GET /Users/id-1', status: 200 })
  })

  it('echoes the last answer with changes, encodes queries either way, takes headers away', async () => {
    await replay(
      sequence({
        queryStyle: 'plus',
        steps: [
          create,
          {
            name: 'put back',
            request: {
              method: 'PUT',
              path: '/Users/{{ann}}',
              echo: true,
              body: { title: 'Boss' },
              headers: { 'Content-Type': null, Accept: '*/*' },
            },
            expect: { status: 200 },
          },
          {
            name: 'find',
            request: { method: 'GET', path: '/Users', query: { filter: 'userName eq "a+b c"' } },
            expect: { status: 200 },
          },
        ],
      }),
      { baseUrl: stub.baseUrl, token: 'secret', variables: { unique: 'x' } },
    )
    expect(stub.requests[1]?.body).toMatchObject({ id: 'id-1', userName: 'ann.x', title: 'Boss' })
    expect(stub.requests[1]?.headers).toMatchObject({ accept: '*/*' })
    expect(stub.requests[1]?.headers['content-type']).toBeUndefined()
    expect(stub.lines[2]).toBe('GET /Users?filter=userName+eq+%22a%2Bb+c%22')
  })

  it('demands SCIM JSON of every answer, and a reason of every error', async () => {
    stub.intercept = () => ({ status: 404, body: '<html>', headers: { 'content-type': 'text/html' } })
    const report = await replay(sequence({ steps: [create] }), { baseUrl: stub.baseUrl, token: 'secret' })
    expect(report.problems.join('\n')).toMatch(/content type is text\/html[\s\S]*no JSON: <html>/)
  })

  it('checks the state by ids of members, counts and absent keys', async () => {
    stub.groups.set('g', { id: 'g', displayName: 'G', members: [{ value: 'a' }, { value: 'b' }] })
    const check = { name: 'G', type: 'Groups' as const }
    const report = await replay(
      sequence({
        state: [
          { ...check, id: 'g', members: ['b', 'a'] },
          { ...check, id: 'g', members: ['a'] },
          { ...check, filter: 'displayName eq "G"', count: 2, body: { id: 'g' }, absent: ['members'] },
        ],
      }),
      { baseUrl: stub.baseUrl, token: 'secret' },
    )
    expect(report.problems).toEqual([
      'G: members are [a,b], expected [a]',
      'G: body.totalResults is 1, expected 2',
      'G: members is there, expected absent',
    ])
  })

  it('reports a server that is not there, and can go through a fetch function', async () => {
    const handler = async () =>
      Response.json({ id: 'a' }, { status: 201, headers: { 'content-type': 'application/scim+json' } })
    const options = { baseUrl: 'http://x.example', token: 'secret', send: sendByFetch(handler) }
    expect((await replay(sequence({ steps: [create] }), options)).problems).toEqual([])
    await stub.stop()
    const report = await replay(sequence({ steps: [create] }), { baseUrl: stub.baseUrl, token: 'secret' })
    expect(report.problems[0]).toMatch(/create: 127.0.0.1:\d+ cannot be reached/)
    stub = await ScimStub.start()
  })
})

describe('a pattern', () => {
  it('tests kinds, texts, parts of lists and the opposite', () => {
    const holds: [Parameters<typeof mismatches>[0], Parameters<typeof mismatches>[1]][] = [
      [{ $is: 'integer' }, 1],
      [{ $is: 'nonEmpty' }, ['x']],
      [{ $text: '401' }, 401],
      [{ $matches: '^W/' }, 'W/"1"'],
      [{ $includes: ['b'] }, ['a', 'b']],
      [{ $first: { a: 1 } }, [{ a: 1 }, {}]],
      [{ $not: 'x' }, 'y'],
      [
        [{ a: 1 }, { a: 2 }],
        [{ a: 2, b: 0 }, { a: 1 }],
      ],
    ]
    for (const [pattern, actual] of holds) expect(mismatches(pattern, actual)).toEqual([])
    const fails: typeof holds = [
      [{ $is: 'integer' }, '1'],
      [{ $is: 'nonEmpty' }, []],
      [{ $first: 'x' }, []],
      [{ $not: 'x' }, 'x'],
      [
        ['a', 'a'],
        ['a', 'b'],
      ],
      [{ a: 1 }, undefined],
    ]
    for (const [pattern, actual] of fails) expect(mismatches(pattern, actual)).toHaveLength(1)
    expect(() => mismatches({ $is: 'odd' }, 1)).toThrow(/no kind odd/)
  })
})

describe('a sequence file', () => {
  it('is refused with what is wrong where', () => {
    const good: unknown = structuredClone(sequence({ steps: [create] }))
    expect(readSequence(good)).toBe(good)
    const broken = (change: object) => () =>
      readSequence({ ...(isObject(good) ? good : {}), ...change }, 'x.json')
    expect(broken({ name: 1 })).toThrow('x.json: name must be a text.')
    expect(broken({ steps: [] })).toThrow('x.json: steps must be a list.')
    expect(broken({ steps: [{ name: 'a' }] })).toThrow('x.json: step 1 needs request and expect.')
    expect(broken({ state: [{ name: 'a', type: 'Users' }] })).toThrow(
      'x.json: state 1 needs an id or a filter.',
    )
  })
})
