import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../random'
import { ScimStub } from '../testing/scim-stub'
import { runSpecSuite } from './spec-suite'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

const PERSON = {
  id: 'first',
  userName: 'first@x',
  active: true,
  name: { givenName: 'A', familyName: 'B' },
  emails: [{ value: 'first@x' }],
}

function run() {
  return runSpecSuite({ baseUrl: stub.baseUrl, authorization: 'Bearer secret', random: seededRandom(4) })
}

describe("Okta's SPEC suite", () => {
  it('runs its twelve steps by their names, in the published shapes', async () => {
    stub.users.set('first', PERSON)
    const results = await run()
    expect(results.flatMap(({ name, reasons }) => reasons.map((reason) => `${name}: ${reason}`))).toEqual([])
    expect(results.map(({ name }) => name)).toEqual([
      'Required: Test Users endpoint',
      'Required: Get Users/{{id}}',
      'Required: Test invalid User by username',
      'Required: Test invalid User by ID',
      "Required: Make sure random user doesn't exist",
      'Required: Create Okta user with realistic values',
      'Required: Verify that user was created',
      'Required: Expect failure when recreating user with same values',
      'Required: Username Case Sensitivity Check',
      'Optional: Verify Groups endpoint',
      'Required: Check status 401',
      'Required: Check status 404',
    ])
    expect(stub.lines.slice(0, 4)).toEqual([
      'GET /Users?count=1&startIndex=1',
      'GET /Users/first',
      'GET /Users?filter=userName%20eq%20%22abcdefgh%40atko.com%22',
      'GET /Users/010101001010101011001010101011',
    ])
    expect(stub.requests[0]?.headers).toMatchObject({
      'user-agent': 'OKTA SCIM Integration',
      'content-type': 'application/scim+json; charset=utf-8',
    })
    expect(stub.requests[5]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/scim+json; charset=utf-8',
    })
    expect(stub.requests[5]?.headers['user-agent']).toBeUndefined()
    expect(stub.requests[10]?.headers.authorization).toBe('non-token')
  })

  it('says which step failed and why', async () => {
    stub.users.set('first', { ...PERSON, emails: [] })
    const failed = (await run()).filter(({ passed }) => !passed)
    expect(failed.map(({ name, reasons }) => [name, reasons])).toEqual([
      ['Required: Test Users endpoint', ['body.Resources[0].emails[0] is absent, expected an object']],
      ['Required: Get Users/{{id}}', ['body.emails[0] is absent, expected an object']],
    ])
  })

  it('fails where a server folds the case of a user name', async () => {
    stub.users.set('first', PERSON)
    stub.intercept = ({ method, body }) => {
      if (method === 'POST' && body) body.userName = String(body.userName).toLowerCase()
      return undefined
    }
    const failed = (await run()).filter(({ passed }) => !passed).map(({ name }) => name)
    expect(failed).toEqual([
      'Required: Create Okta user with realistic values',
      'Required: Verify that user was created',
    ])
  })
})
