import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCorpus } from './fuzz/corpus'
import { fuzz } from './fuzz/run'
import { type TestEndpoint, testEndpoint } from './testing'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

const corpus = readCorpus('e2e/scim/traffic')

/** `npm run fuzz` sends more of them; a seed that fails there or here fails again under the same number. */
describe('whatever is sent', () => {
  it.each([7644, randomInt(2 ** 31)])(
    'the endpoint answers in SCIM and stays whole, seed %i',
    async (seed) => {
      const { faults, statuses } = await fuzz(endpoint.db, { corpus, requests: 1500, seed, concurrency: 4 })
      expect(faults).toEqual([])
      const counted = Object.values(statuses).reduce((sum, count) => sum + count, 0)
      expect(counted).toBe(1500)
      for (const status of [200, 201, 204, 400, 401, 404, 409])
        expect(statuses[status], `${status}`).toBeGreaterThan(0)
    },
  )
})
