import { describe, expect, test } from 'vitest'
import { type BulkOperation, bulkResponse, isRefused, readBulk } from './bulk'
import { planBulk, referencesOf, resolveOperation } from './bulk-plan'
import type { Json, JsonObject } from './types'
import { URN } from './urns'

const NONE: ReadonlySet<string> = new Set()
const read = (...operations: Json[]) => readBulk({ Operations: operations }).operations
const post = (bulkId: string, data: JsonObject = {}, path = '/Users') => ({
  method: 'POST',
  path,
  bulkId,
  data,
})
const refusal = (operation: Json) => {
  const [one] = read(operation)
  return one && isRefused(one) ? one.error : undefined
}

describe('a bulk request', () => {
  test('is read in any case of its keys', () => {
    expect(readBulk({ schemas: [URN.BULK_REQUEST], FAILONERRORS: '2', operations: [] })).toEqual({
      failOnErrors: 2,
      operations: [],
    })
    expect(read({ Method: 'delete', PATH: '/Users/1', version: 'W/"2"', bulkId: 7 })).toEqual([
      { index: 0, method: 'DELETE', path: '/Users/1', version: 'W/"2"', bulkId: '7' },
    ])
  })

  test('without failOnErrors goes on whatever fails', () => {
    expect(readBulk({ Operations: [] }).failOnErrors).toBe(Number.POSITIVE_INFINITY)
    expect(readBulk({ Operations: [], failOnErrors: 0 }).failOnErrors).toBe(1)
  })

  test.each([
    [{}, 400, 'invalidSyntax'],
    [{ Operations: {} }, 400, 'invalidSyntax'],
    [{ Operations: [], failOnErrors: 'many' }, 400, 'invalidValue'],
    [{ Operations: [], failOnErrors: -1 }, 400, 'invalidValue'],
    [{ Operations: new Array(1001).fill({}) }, 413, undefined],
  ] as [JsonObject, number, string | undefined][])('is refused as a whole: %j', (body, status, scimType) => {
    try {
      readBulk(body)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ status })
      expect((error as { scimType?: string }).scimType).toBe(scimType)
    }
  })

  test.each([
    ['text', 405],
    [{ method: 'GET', path: '/Users' }, 405],
    [{ method: 'POST', path: '/Users', data: {} }, 400],
    [{ method: 'POST', bulkId: 'a', data: {} }, 400],
    [{ method: 'PUT', path: '/Users/1' }, 400],
    [{ method: 'PATCH', path: '/Users/1', data: [] }, 400],
  ] as [Json, number][])('refuses one operation by itself: %j', (operation, status) => {
    expect(refusal(operation)).toMatchObject({ status })
  })

  test('a bulkId is used once', () => {
    const [first, second] = read(post('a'), post('a'))
    expect(first).not.toHaveProperty('error')
    expect(second).toMatchObject({ error: { scimType: 'invalidValue' } })
  })
})

describe('references', () => {
  const operation = (part: Partial<BulkOperation>): BulkOperation => ({
    index: 0,
    method: 'POST',
    path: '/Groups',
    ...part,
  })

  test('are found in values, in paths and in the filters of a PATCH', () => {
    const found = referencesOf(
      operation({
        path: '/Groups/bulkId:team',
        data: {
          members: [{ value: 'bulkId:ann' }, { value: 'plain' }],
          Operations: [{ op: 'remove', path: 'members[value eq "bulkId:bob"]' }],
          title: 'not a bulkId:reference',
        },
      }),
    )
    expect([...found].sort()).toEqual(['ann', 'bob', 'team'])
  })

  test('become ids', () => {
    const data = {
      members: [{ value: 'bulkId:ann', display: 'Ann' }],
      Operations: [{ op: 'remove', path: 'members[value eq "bulkId:ann"]' }],
    }
    const ids = new Map([['ann', '1']])
    expect(resolveOperation(operation({ path: '/Users/bulkId:ann', data }), ids, NONE)).toMatchObject({
      path: '/Users/1',
      data: {
        members: [{ value: '1', display: 'Ann' }],
        Operations: [{ op: 'remove', path: 'members[value eq "1"]' }],
      },
    })
  })

  test('that come later are left out with what they stood for', () => {
    const data = {
      userName: 'ann',
      'urn:x': { manager: { value: 'bulkId:bob', displayName: 'Bob' }, title: 'x' },
      members: [{ value: 'bulkId:bob' }, { value: '2' }],
    }
    expect(resolveOperation(operation({ data }), new Map(), new Set(['bob'])).data).toEqual({
      userName: 'ann',
      'urn:x': { title: 'x' },
      members: [{ value: '2' }],
    })
  })

  test('that stand alone take no more with them than themselves', () => {
    const resolved = (data: JsonObject) =>
      resolveOperation(operation({ data }), new Map(), new Set(['bob'])).data
    expect(resolved({ manager: 'bulkId:bob', title: 'x' })).toEqual({ title: 'x' })
    expect(resolved({ value: 'bulkId:bob', title: 'x' })).toEqual({})
    const path = 'members[value eq "bulkId:bob"]'
    expect(resolved({ Operations: [{ op: 'remove', path }] })).toEqual({
      Operations: [{ op: 'remove', path }],
    })
  })

  test('in a path stand for themselves when they name nothing', () => {
    const path = '/Users/bulkId:nobody'
    expect(resolveOperation(operation({ method: 'DELETE', path }), new Map(), NONE).path).toBe(
      '/Users/nobody',
    )
  })
})

describe('the plan', () => {
  const steps = (...operations: Json[]) =>
    planBulk(read(...operations)).map((step) =>
      step.kind === 'complete'
        ? `complete ${step.operation.index}`
        : `${step.operation.index}${step.without.size > 0 ? ` without ${[...step.without]}` : ''}`,
    )
  const to = (...bulkIds: string[]) => ({ members: bulkIds.map((bulkId) => ({ value: `bulkId:${bulkId}` })) })

  test('keeps the order of the request where nothing refers forwards', () => {
    expect(steps(post('a'), post('b', to('a')), { method: 'DELETE', path: '/Users/bulkId:a' })).toEqual([
      '0',
      '1',
      '2',
    ])
  })

  test('creates what is referred to first', () => {
    expect(steps(post('team', to('ann', 'bob')), post('cy'), post('bob'), post('ann'))).toEqual([
      '3',
      '2',
      '0',
      '1',
    ])
  })

  test('breaks a cycle and completes it', () => {
    expect(steps(post('a', to('b')), post('b', to('a')))).toEqual(['1 without a', '0', 'complete 1'])
    expect(steps(post('a', to('a')))).toEqual(['0 without a', 'complete 0'])
    expect(steps(post('a', to('b')), post('b', to('c')), post('c', to('a', 'b')))).toEqual([
      '2 without a,b',
      '1',
      '0',
      'complete 2',
    ])
  })

  test('makes no groups that would contain each other, and still completes a person and a group in a cycle', () => {
    const group = (bulkId: string, data: JsonObject) => ({
      ...(post(bulkId, data) as JsonObject),
      path: '/Groups',
    })
    const plan = planBulk(
      read(group('a', to('b')), group('b', to('c')), group('c', to('a')), group('d', to('d'))),
    )
    expect(
      plan.map(({ kind, operation }) => [
        kind,
        operation.bulkId,
        'error' in operation ? operation.error.message : '',
      ]),
    ).toEqual([
      [
        'run',
        'c',
        'bulkId:c and bulkId:a would contain each other, directly or through other groups: a circle of groups is not made.',
      ],
      ['run', 'b', ''],
      ['run', 'a', ''],
      ['run', 'd', 'bulkId:d can’t be a member of itself.'],
    ])
    const mixed = { ...(post('ann', { groups: [{ value: 'bulkId:a' }] }) as JsonObject), path: '/Users' }
    expect(steps(mixed, group('a', to('ann')))).toEqual(['1 without ann', '0', 'complete 1'])
  })

  test('takes what is refused in its place', () => {
    expect(steps(post('b', to('a')), 'text', post('a'))).toEqual(['2', '0', '1'])
  })

  test('leaves references to nothing for the run to refuse', () => {
    expect(steps(post('a', to('nobody')))).toEqual(['0'])
  })

  test('follows a thousand managers in a row', () => {
    const chain = Array.from({ length: 1000 }, (_, i) => post(`p${i}`, i < 999 ? to(`p${i + 1}`) : {}))
    expect(steps(...chain)[0]).toBe('999')
  })

  test('of any references runs each operation once, after all it may refer to', () => {
    for (let seed = 1; seed <= 500; seed++) {
      let state = seed
      const random = (below: number) => {
        state = (state * 48271) % 2147483647
        return state % below
      }
      const size = 1 + random(7)
      const operations = read(
        ...Array.from({ length: size }, (_, i) =>
          post(`p${i}`, to(...Array.from({ length: random(3) }, () => `p${random(size)}`))),
        ),
      )
      const known = new Set<string>()
      const owed = new Map<number, ReadonlySet<string>>()
      for (const step of planBulk(operations)) {
        const operation = step.operation as BulkOperation
        if (step.kind === 'complete') {
          for (const bulkId of owed.get(operation.index) ?? []) expect(known).toContain(bulkId)
          owed.delete(operation.index)
          continue
        }
        for (const bulkId of referencesOf(operation)) {
          if (!step.without.has(bulkId)) expect(known).toContain(bulkId)
        }
        if (step.without.size > 0) owed.set(operation.index, step.without)
        expect(known).not.toContain(operation.bulkId)
        known.add(operation.bulkId ?? '')
      }
      expect(known.size).toBe(size)
      expect(owed.size).toBe(0)
    }
  })
})

test('the answer names status, location and version as RFC 7644 §3.7.3 shows them', () => {
  expect(
    bulkResponse([
      { method: 'POST', bulkId: 'a', status: 201, location: 'https://x/Users/1', version: 'W/"1"' },
      { method: 'DELETE', status: 404, location: 'https://x/Users/2', response: { detail: 'None.' } },
    ]),
  ).toEqual({
    schemas: [URN.BULK_RESPONSE],
    Operations: [
      { location: 'https://x/Users/1', method: 'POST', bulkId: 'a', version: 'W/"1"', status: '201' },
      { location: 'https://x/Users/2', method: 'DELETE', status: '404', response: { detail: 'None.' } },
    ],
  })
})
