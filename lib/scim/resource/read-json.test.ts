import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ScimError } from '../errors'
import { readJson } from './read-json'

const refusal = (text: string) => {
  try {
    return readJson(text)
  } catch (error) {
    return error
  }
}

test('an object is read, with or without a byte order mark', () => {
  expect(readJson('\uFEFF {"a":[1,"x",null,true,{"b":""}]}')).toEqual({ a: [1, 'x', null, true, { b: '' }] })
})

test.each(['', '  \n', '\uFEFF'])('an empty body %j says so', (text) => {
  expect(refusal(text)).toMatchObject({
    status: 400,
    scimType: 'invalidSyntax',
    detail: 'The body is empty; a JSON object is expected.',
  })
})

test.each(['[]', '"a"', '1', 'null', 'true'])('%s is not an object', (text) => {
  expect(refusal(text)).toMatchObject({
    detail: 'The body is not a JSON object: it should begin with {.',
  })
})

test.each([
  ['{"a":1,}', 'is not valid JSON at line 1, column 8'],
  ['{\n  "a": x\n}', 'is not valid JSON at line 2, column 8'],
  ['{"a" 1}', 'is not valid JSON at line 1, column 6'],
  ['{"a":1 "b":2}', 'is not valid JSON at line 1, column 8'],
  ['{"a":[1 2]}', 'is not valid JSON at line 1, column 9'],
  ['{"a":[,]}', 'is not valid JSON at line 1, column 7'],
  ['{"a":[1}', 'is not valid JSON at line 1, column 8'],
  ['{a:1}', 'is not valid JSON at line 1, column 2'],
  ['{1:1}', 'is not valid JSON at line 1, column 2'],
  ['{,}', 'is not valid JSON at line 1, column 2'],
  ['{"a":1,2}', 'is not valid JSON at line 1, column 8'],
  ['{"a":}', 'is not valid JSON at line 1, column 6'],
  ['{} {}', 'is not valid JSON at line 1, column 4'],
  ['{"a":"\t"}', 'is not valid JSON at line 1, column 6'],
  ['{"a":"b\\x"}', 'is not valid JSON at line 1, column 6'],
  ['{"a":01}', 'is not valid JSON at line 1, column 6'],
  ['{"a":{"b":[{}, [], 1]}', 'ends too early at line 1, column 23'],
  ['{"a":"unclosed}', 'is not valid JSON at line 1, column 6'],
  ['userName=ann&x=1', 'is not valid JSON at line 1, column 1'],
  ['<html>', 'is not valid JSON at line 1, column 1'],
])('%j is refused with the place', (text, detail) => {
  expect(refusal(text)).toMatchObject({ scimType: 'invalidSyntax', detail: `The body ${detail}.` })
})

test('a refusal never repeats the body', () => {
  expect(refusal('{"password":"hunter2"x}')).toMatchObject({ detail: expect.not.stringContaining('hunter2') })
})

test('more than 100 levels are refused, however many more', () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  expect(readJson(nested(100))).toHaveProperty('a')
  expect(refusal(nested(101))).toMatchObject({
    scimType: 'invalidSyntax',
    detail: 'The body has more than 100 levels of objects and lists.',
  })
  expect(refusal(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatchObject({
    scimType: 'invalidSyntax',
  })
})

test('text that cannot be stored is refused, in keys too', () => {
  const refused = { status: 400, scimType: 'invalidValue' }
  expect(refusal('{"a":"x\\u0000"}')).toMatchObject(refused)
  expect(refusal('{"a":["\\ud83d"]}')).toMatchObject(refused)
  expect(refusal('{"\\udc00":1}')).toMatchObject(refused)
  expect(refusal(`{"a":"${'\ud83d'}"}`)).toMatchObject(refused)
  expect(readJson('{"a":"\\ud83d\\ude00"}')).toEqual({ a: '😀' })
})

test('a number out of range is refused', () => {
  expect(refusal('{"a":1e999}')).toMatchObject({ scimType: 'invalidValue' })
})

test('keys that reach a prototype are dropped at every level', () => {
  const value = readJson(
    '{"__proto__":{"x":1},"a":[{"constructor":{"prototype":{"x":1}},"b":1}],"prototype":1}',
  )
  expect(JSON.stringify(value)).toBe('{"a":[{"b":1}]}')
  expect(({} as { x?: number }).x).toBeUndefined()
})

test('whatever the body, the answer is an object or a SCIM error with a detail', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '\\',
    '1',
    'true',
    ' ',
    '\n',
    '\\u0000',
  )
  const body = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json({ stringUnit: 'binary' }),
    fc.array(pieces, { maxLength: 20 }).map((parts) => `{${parts.join('')}`),
  )
  fc.assert(
    fc.property(body, (text) => {
      const result = refusal(text)
      if (!(result instanceof Error)) return typeof result === 'object' && result !== null
      return result instanceof ScimError && result.detail.length > 10
    }),
    { numRuns: 3000, seed: 7644 },
  )
})
