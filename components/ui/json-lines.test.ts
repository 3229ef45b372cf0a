import { expect, test } from 'vitest'
import { type JsonLine, jsonLines, visibleLines } from './json-lines'

const resource = {
  schemas: ['a', 'b'],
  active: true,
  n: 3,
  nothing: null,
  empty: [],
  name: { givenName: 'Grace' },
}

function text(line: JsonLine): string {
  const key = line.key === undefined ? '' : `${JSON.stringify(line.key)}: `
  return `${'  '.repeat(line.depth)}${key}${line.text}${line.comma ? ',' : ''}`
}

test('lines say the same as two-space JSON', () => {
  const lines = jsonLines(resource).map(text).join('\n')
  expect(JSON.parse(lines)).toEqual(resource)
  expect(lines).toBe(JSON.stringify(resource, null, 2))
})

test('a folded line hides what it opens and keeps the numbers of the rest', () => {
  const lines = jsonLines(resource)
  const schemas = lines.find((line) => line.key === 'schemas')
  expect(schemas).toMatchObject({ number: 2, end: 5, holds: 2 })
  expect(visibleLines(lines, new Set([2])).map((line) => line.number)).toEqual([
    1, 2, 6, 7, 8, 9, 10, 11, 12, 13,
  ])
})

test('a folded line inside a folded line stays folded', () => {
  expect(visibleLines(jsonLines(resource), new Set([1, 2])).map((line) => line.number)).toEqual([1])
})

test('a lone scalar is one line', () => {
  expect(jsonLines('x').map(text)).toEqual(['"x"'])
})
