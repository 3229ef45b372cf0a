import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestEndpoint, testClient, testEndpoint, testIntegration } from './testing'

// Read once, on the first use of a setting.
process.env.SCIM_REQUESTS_PER_SECOND = '25'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

it('a token beyond its requests a second is told when to come back, and another token is not held up', async () => {
  const [hasty, calm] = [
    testClient(await testIntegration(endpoint.db)),
    testClient(await testIntegration(endpoint.db)),
  ]
  // Two windows' worth and one more: however the seconds fall, one window has had too many.
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => hasty('POST', '/Users', { userName: 'ann' })),
  )
  const held = answers.filter(({ status }) => status === 429)
  expect(held.length).toBeGreaterThan(0)
  for (const { headers, body } of held) {
    expect(headers['retry-after']).toMatch(/^[1-9]\d*$/)
    expect(body).toMatchObject({ status: '429', detail: expect.stringContaining('25 requests') })
  }
  const statuses = new Set(answers.map(({ status }) => status))
  expect([...statuses].sort()).toEqual([201, 409, 429])
  expect((await calm('GET', '/Users')).status).toBe(200)
  await expect.poll(async () => (await hasty('GET', '/Users')).body.totalResults).toBe(1)
})
