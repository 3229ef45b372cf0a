import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OktaApp } from '@/lib/idp/okta/app'
import { liveLife } from '@/lib/idp/okta/life'
import { runSpecSuite } from '@/lib/idp/okta/spec-suite'
import { seededRandom } from '@/lib/idp/random'
import { replay } from '@/lib/idp/replay'
import { readSequence } from '@/lib/idp/sequence'
import { sendToEndpoint, type TestEndpoint, testEndpoint, testIntegration } from './testing'

const TRAFFIC = 'e2e/scim/traffic'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

const files = readdirSync(TRAFFIC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.json'),
)

describe('recorded traffic', () => {
  it.each(files)('%s gets its answers and leaves its state', async (file) => {
    const path = join(TRAFFIC, file)
    const sequence = readSequence(JSON.parse(readFileSync(path, 'utf8')), path)
    const { baseUrl, token } = await testIntegration(endpoint.db)
    const report = await replay(sequence, { baseUrl, token, send: sendToEndpoint })
    expect(report.problems).toEqual([])
  })
})

describe("Okta's SPEC suite", () => {
  it('passes in all its steps', async () => {
    const { baseUrl, token } = await testIntegration(endpoint.db)
    const app = new OktaApp({ baseUrl, token, flavour: 'wizard', send: sendToEndpoint })
    await app.assign(
      app.addPerson({
        login: 'first@acme.example',
        email: 'first@acme.example',
        firstName: 'First',
        lastName: 'Person',
      }),
    )
    const steps = await runSpecSuite({ baseUrl, authorization: `Bearer ${token}`, send: sendToEndpoint })
    expect(steps.filter((step) => !step.passed)).toEqual([])
    expect(steps).toHaveLength(12)
  })
})

describe.each(['catalogue', 'wizard'] as const)('the %s flavour of Okta', (flavour) => {
  it('lives a plausible life without one failed task', async () => {
    const { baseUrl, token } = await testIntegration(endpoint.db)
    const app = new OktaApp({ baseUrl, token, flavour, send: sendToEndpoint, random: seededRandom(11) })
    await liveLife(app, { people: 30, groups: 4, random: seededRandom(5), concurrency: 2 })
    expect(app.failures).toEqual([])
  })
})
