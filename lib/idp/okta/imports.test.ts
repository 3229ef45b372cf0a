import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ScimStub } from '../testing/scim-stub'
import { OktaApp } from './app'
import { importFault } from './imports'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

function okta(): OktaApp {
  return new OktaApp({ baseUrl: stub.baseUrl, token: 'secret', flavour: 'catalogue' })
}

function fill(count: number): void {
  for (let index = 1; index <= count; index++) {
    stub.users.set(`u${index}`, { id: `u${index}`, userName: `u${index}`, active: index % 10 !== 0 })
  }
}

describe('an import', () => {
  it('reads in steps of 100 until the total is reached, and leaves inactive people out', async () => {
    fill(230)
    const result = await okta().importUsers()
    expect(stub.lines).toEqual([
      'GET /Users?startIndex=1&count=100',
      'GET /Users?startIndex=101&count=100',
      'GET /Users?startIndex=201&count=100',
    ])
    expect(result).toMatchObject({ skippedInactive: 23, totalResults: 230, pages: 3, lost: 0, duplicates: 0 })
    expect(result.resources).toHaveLength(207)
    expect(importFault(result)).toBeUndefined()
  })

  it('steps by 100 even when pages are smaller, and says how many it lost', async () => {
    fill(120)
    stub.intercept = (request) => {
      request.path = request.path.replace('count=100', 'count=50')
      return undefined
    }
    const result = await okta().importUsers()
    expect(result).toMatchObject({ pages: 2, lost: 50, stopped: undefined })
    expect(importFault(result)).toMatch(/promises 120 and lacks 50/)
  })

  it('stops without an error at a number that is a string', async () => {
    stub.intercept = () => ({
      status: 200,
      body: { totalResults: 300, startIndex: '1', itemsPerPage: 1, Resources: [{ id: 'a' }] },
    })
    const result = await okta().importUsers()
    expect(result.stopped).toMatch(/startIndex is "1"/)
    expect(result).toMatchObject({ resources: [], pages: 1 })
  })

  it('forgives the case of the keys, and counts what comes twice', async () => {
    const resources = [
      { id: 'a', displayName: 'A' },
      { id: 'a', displayName: 'A' },
    ]
    stub.intercept = () => ({
      status: 200,
      body: { totalresults: 2, startindex: 1, itemsperpage: 2, resources },
    })
    expect(await okta().importGroups()).toMatchObject({ duplicates: 1, lost: 1, totalResults: 2 })
  })
})
