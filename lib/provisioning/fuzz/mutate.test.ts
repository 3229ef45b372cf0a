import { expect, test } from 'vitest'
import { seededRandom } from '@/lib/idp/random'
import { readCorpus } from './corpus'
import { Known } from './known'
import { mutateJson } from './mutate'
import { randomRequest } from './request'

const corpus = readCorpus('e2e/scim/traffic')
const attack = {
  corpus,
  known: new Known(),
  slug: 'acme',
  token: 'own-token',
  foreign: { slug: 'other', token: 'foreign-token', ids: ['foreign-id'] },
}
const requestOf = (seed: number) => randomRequest(attack, seededRandom(seed))
const REQUESTS = Array.from({ length: 2_000 }, (_, seed) => requestOf(seed))

test('the same seed makes the same request', () => {
  expect(REQUESTS.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, seed) => requestOf(seed)))
})

test('mutating a body leaves the corpus as it is', () => {
  const before = JSON.stringify(corpus)
  for (const { body } of corpus) mutateJson(body ?? {}, corpus[0]?.body, seededRandom(1))
  expect(JSON.stringify(corpus)).toBe(before)
})

test('the other company is never addressed with its own token', () => {
  const elsewhere = REQUESTS.filter(({ tenant }) => tenant === 'other')
  expect(elsewhere.length).toBeGreaterThan(0)
  for (const { headers } of elsewhere) expect(headers.authorization).toBe('Bearer own-token')
  const foreign = REQUESTS.filter(({ headers }) => headers.authorization === 'Bearer foreign-token')
  expect(foreign.length).toBeGreaterThan(0)
})

test('all that breaks endpoints comes up', () => {
  const all = REQUESTS.map(
    ({ method, path, query, body }) => `${method} ${path}?${query} ${Buffer.from(body).toString('utf8')}`,
  ).join('\n')
  for (const part of [
    '__proto__',
    '\\u0000',
    '\\ud800',
    '1e999',
    'constructor',
    'foreign-id',
    'PROPFIND',
    '[[[[[',
  ])
    expect(all).toContain(part)
})
