import { afterAll, beforeAll, beforeEach } from 'vitest'
import {
  type TestClient,
  type TestDirectory,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '../testing'

/** What each test of a file has: the endpoint of all of them, and a company of its own with an integration and its token. */
export type AtEndpoint = {
  readonly endpoint: TestEndpoint
  readonly okta: TestIntegration
  readonly scim: TestClient
  readonly directory: TestDirectory
}

/** Gives each test of the file a company with an integration; called once, before the file's own hooks. */
export function eachAtEndpoint(): AtEndpoint {
  // Filled before each test, so that a file can take them apart once.
  const endpoint = {} as TestEndpoint
  const okta = {} as TestIntegration
  beforeAll(async () => {
    Object.assign(endpoint, await testEndpoint())
  })
  afterAll(() => endpoint.close())
  beforeEach(async () => {
    Object.assign(okta, await testIntegration(endpoint.db))
  })
  const scim = testClient(okta)
  return { endpoint, okta, scim, directory: testDirectory(scim) }
}
