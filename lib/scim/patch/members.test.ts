import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupSchema } from '../schema/group'
import type { Json, JsonObject } from '../types'
import { URN } from '../urns'
import { foldMembers, type MemberChange, splitMembers } from './members'
import type { MemberOperation } from './operation'
import { readPatch } from './read'

const group = (...operations: JsonObject[]) =>
  splitMembers(readPatch({ Operations: operations }, groupSchema, 'g1'))
const change = (...operations: JsonObject[]) => foldMembers(group(...operations).members)
const after = (before: string[], { replaceAll, add, remove }: MemberChange) =>
  new Set([...(replaceAll ? [] : before.filter((id) => !remove.has(id))), ...add])
const members = (before: string[], ...operations: JsonObject[]) => [...after(before, change(...operations))]

describe('every dialect', () => {
  test.each<[string, JsonObject, string[]]>([
    ['Okta removes one', { op: 'remove', path: 'members[value eq "b"]' }, ['a']],
    ['or', { op: 'remove', path: 'members[value eq "a" or value eq "b"]' }, []],
    ['Okta adds', { op: 'add', path: 'members', value: [{ value: 'c', display: 'c@x' }] }, ['a', 'b', 'c']],
    [
      'Okta replaces',
      { op: 'replace', path: 'members', value: [{ value: 'b' }, { value: 'c' }] },
      ['b', 'c'],
    ],
    ['Okta empties', { op: 'replace', path: 'members', value: [] }, []],
    ['Entra adds', { op: 'Add', path: 'members', value: [{ $ref: null, value: 'c' }] }, ['a', 'b', 'c']],
    ['Entra removes', { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'a' }] }, ['b']],
    ['remove none of a list', { op: 'Remove', path: 'members', value: [] }, ['a', 'b']],
    ['remove all', { op: 'remove', path: 'members' }, []],
    ['remove all, null', { op: 'remove', path: 'members', value: null }, []],
    ['pathless replace', { op: 'replace', value: { members: [{ value: 'c' }] } }, ['c']],
    ['pathless replace with nothing', { op: 'replace', value: { members: [] } }, []],
    ['pathless add', { op: 'add', value: { Members: [{ value: 'c' }] } }, ['a', 'b', 'c']],
    ['pathless null', { op: 'replace', value: { members: null, displayName: 'x' } }, ['a', 'b']],
    ['explicit null', { op: 'replace', path: 'members', value: null }, []],
    ['Salesforce removes', { op: 'remove', path: 'members', value: { members: [{ value: 'a' }] } }, ['b']],
    ['plain ids', { op: 'add', path: 'members', value: ['c', 7] }, ['a', 'b', 'c', '7']],
    ['one object', { op: 'add', path: 'members', value: { value: 'c' } }, ['a', 'b', 'c']],
    ['one id', { op: 'add', path: 'MEMBERS', value: 'c' }, ['a', 'b', 'c']],
    ['with URN', { op: 'add', path: `${URN.GROUP}:members`, value: ['c'] }, ['a', 'b', 'c']],
    ['the value', { op: 'add', path: 'members.value', value: 'c' }, ['a', 'b', 'c']],
    ['URN alone', { op: 'replace', path: URN.GROUP, value: { members: ['c'] } }, ['c']],
    [
      'a key with brackets',
      { op: 'add', value: { 'members[value eq "c"]': { value: 'c' } } },
      ['a', 'b', 'c'],
    ],
    ['add by filter', { op: 'add', path: 'members[value eq "c"]', value: { value: 'c' } }, ['a', 'b', 'c']],
    ['replace itself', { op: 'replace', path: 'members[value eq "a"]', value: [{ value: 'a' }] }, ['b', 'a']],
    [
      'a display name among the keys',
      { op: 'replace', value: { 'members[value eq "a"].display': 'Ann' } },
      ['a', 'b'],
    ],
    ['the value of one', { op: 'remove', path: 'members[value eq "a"].value' }, ['b']],
  ])('%s', (_name, operation, expected) => {
    expect(new Set(members(['a', 'b'], operation))).toEqual(new Set(expected))
  })
})

describe('what is refused', () => {
  const refusal = (operation: JsonObject) => {
    try {
      return group(operation)
    } catch (error) {
      return error
    }
  }

  test.each<[Json, Json]>([
    ['members[display eq "Ann"]', 'members[display eq "Ann"]: members are chosen by value eq "id" only.'],
    ['members[value ne "a"]', 'members[value ne "a"]: members are chosen by value eq "id" only.'],
    ['members[value eq null]', 'members[value eq null]: members are chosen by value eq "id" only.'],
    ['members[not (value eq "a")]', 'members[not (value eq "a")]: members are chosen by value eq "id" only.'],
  ])('%s chooses members by more than their value', (path, detail) => {
    expect(refusal({ op: 'remove', path })).toMatchObject({ status: 400, scimType: 'invalidPath', detail })
  })

  test('a member cannot be turned into another', () => {
    expect(refusal({ op: 'replace', path: 'members[value eq "a"].value', value: 'b' })).toMatchObject({
      scimType: 'mutability',
    })
  })

  test.each(['members.display', 'members[value eq "a"].display', 'members.type', 'members.$ref'])(
    '%s is answered and not written',
    (path) => {
      for (const op of ['add', 'replace', 'remove']) {
        expect(refusal({ op, path, value: 'x' })).toMatchObject({ status: 400, scimType: 'mutability' })
      }
    },
  )

  test('a member without a value', () => {
    expect(refusal({ op: 'add', path: 'members', value: [{ display: 'Ann' }] })).toMatchObject({
      scimType: 'invalidValue',
      detail: 'members: expected a list of {"value": id}, got an object.',
    })
    expect(refusal({ op: 'add', path: 'members', value: true })).toMatchObject({ scimType: 'invalidValue' })
    expect(refusal({ op: 'add', path: 'members' })).toMatchObject({ detail: 'members: add needs a value.' })
  })
})

test('operations on members are parted from those on the group, in order', () => {
  const { attributes, members: parted } = group(
    { op: 'replace', value: { id: 'g1', displayName: 'Eng', members: ['a'] } },
    { op: 'remove', path: 'members[value eq "a"]' },
    { op: 'replace', path: 'externalId', value: 'x' },
  )
  expect(attributes.map(({ path }) => path.name)).toEqual(['displayName', 'externalId'])
  expect(parted).toEqual([
    { op: 'replace', ids: ['a'] },
    { op: 'remove', ids: ['a'] },
  ])
})

test("Okta's add and remove in one request", () => {
  expect(
    members(
      ['x', 'y'],
      { op: 'remove', path: 'members[value eq "x"]' },
      { op: 'add', path: 'members', value: [{ value: 'z', display: 'z@x' }] },
    ),
  ).toEqual(['y', 'z'])
})

test('no operations change nothing', () => {
  expect(change()).toEqual({ replaceAll: false, add: new Set(), remove: new Set() })
})

test('the fold always equals applying the operations one by one', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const operation: fc.Arbitrary<MemberOperation> = fc.record({
    op: fc.constantFrom('add', 'replace', 'remove'),
    ids: fc.array(id, { maxLength: 4 }),
  })
  const apply = (before: Set<string>, { op, ids }: MemberOperation) => {
    if (op === 'replace') return new Set(ids)
    if (op === 'add') return new Set([...before, ...ids])
    return new Set([...before].filter((one) => !ids.includes(one)))
  }
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 8 }), fc.uniqueArray(id), (operations, before) => {
      const folded = foldMembers(operations)
      const expected = operations.reduce(apply, new Set(before))
      const disjoint = [...folded.add].every((one) => !folded.remove.has(one))
      const got = after(before, folded)
      return disjoint && got.size === expected.size && [...expected].every((one) => got.has(one))
    }),
    { numRuns: 20_000, seed: 7644 },
  )
})

test('whatever the dialect, the fold equals what each operation means, one by one', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 3 })
  const cased = (op: string) => fc.constantFrom(op, op.toUpperCase(), `${op[0]?.toUpperCase()}${op.slice(1)}`)
  const path = fc.constantFrom('members', 'Members', `${URN.GROUP}:members`)
  const listed = (values: readonly string[]) =>
    fc.constantFrom<Json>(
      values.map((value) => ({ value })),
      values.map((value) => ({ value, display: null, $ref: null })),
      [...values],
      { members: values.map((value) => ({ value })) },
    )
  type Told = { sent: JsonObject; means: (before: ReadonlySet<string>) => Set<string> }
  const told = (sent: fc.Arbitrary<JsonObject>, means: Told['means']): fc.Arbitrary<Told> =>
    sent.map((operation) => ({ sent: operation, means }))
  const without = (before: ReadonlySet<string>, gone: readonly string[]) =>
    new Set([...before].filter((one) => !gone.includes(one)))
  const where = (values: readonly string[]) => values.map((value) => `value eq "${value}"`).join(' or ')
  const operation = ids.chain((some) => {
    const value = listed(some)
    const entries = some.map((one) => ({ value: one }))
    return fc.oneof(
      told(fc.record({ op: cased('add'), path, value }), (before) => new Set([...before, ...some])),
      told(fc.record({ op: cased('replace'), path, value }), () => new Set(some)),
      told(fc.record({ op: cased('remove'), path, value }), (before) => without(before, some)),
      told(
        fc.record({ op: cased('remove'), path: path.map((name) => `${name}[${where(some)}]`) }),
        (before) => without(before, some),
      ),
      told(fc.record({ op: cased('remove'), path }), () => new Set()),
      told(fc.record({ op: cased('replace'), path, value: fc.constant<Json>([]) }), () => new Set()),
      told(
        fc.record({ op: cased('replace'), value: fc.constant<Json>({ id: 'g1', displayName: 'x' }) }),
        (before) => new Set(before),
      ),
      told(
        fc.record({ op: cased('replace'), value: fc.constant<Json>({ members: entries }) }),
        () => new Set(some),
      ),
      told(
        fc.record({ op: cased('add'), value: fc.constant<Json>({ members: entries }) }),
        (before) => new Set([...before, ...some]),
      ),
    )
  })
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 6 }), fc.uniqueArray(id), (operations, before) => {
      const body = { schemas: [URN.PATCH_OP], Operations: operations.map(({ sent }) => sent) }
      const folded = foldMembers(splitMembers(readPatch(body, groupSchema, 'g1')).members)
      const expected = operations.reduce<ReadonlySet<string>>((ids, { means }) => means(ids), new Set(before))
      const got = after(before, folded)
      return got.size === expected.size && [...expected].every((one) => got.has(one))
    }),
    { numRuns: 20_000, seed: 7644 },
  )
})

test('a hundred thousand ids fold in one pass', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `u${i}`)
  const folded = foldMembers([
    { op: 'add', ids },
    { op: 'remove', ids: ids.slice(0, 50_000) },
  ])
  expect(folded.add.size).toBe(50_000)
  expect(folded.remove.size).toBe(50_000)
})
