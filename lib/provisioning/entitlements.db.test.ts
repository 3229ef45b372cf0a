import { describe, expect, it } from 'vitest'
import { inTenant } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import {
  addEntitlement,
  changeEntitlement,
  listEntitlements,
  removeEntitlement,
} from '@/lib/entitlements/entitlements'
import { type EntitlementInput, entitlementInput } from '@/lib/entitlements/input'
import { createToken } from '@/lib/integrations/tokens'
import { URN } from '@/lib/scim'
import { asRole } from '@/lib/tenancy/testing'
import { testClient, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta, scim } = eachAtEndpoint()

const offer = (kind: 'role' | 'entitlement', value: string, more: Partial<EntitlementInput> = {}) =>
  addEntitlement(okta.ctx, entitlementInput.parse({ kind, value, display: `The ${value}`, ...more }))
const idsAt = async (path: string): Promise<string[]> =>
  (await scim('GET', path)).body.Resources.map(({ id }: { id: string }) => id)
const entryOf = async (value: string) => {
  const { rows } = await listEntitlements(okta.ctx, 1)
  return rows.find((row) => row.value === value)?.id ?? ''
}

describe('the list of roles and entitlements', () => {
  it('is kept by owners and admins, and every change stands in the audit log', async () => {
    await offer('role', 'admin', { display: 'Administrator' })
    await offer('entitlement', 'lic-1', { display: 'Printer', type: 'License', description: 'May print.' })
    const change = { display: 'Admin', type: null, description: 'May do everything.' }
    await changeEntitlement(okta.ctx, await entryOf('admin'), change)
    await changeEntitlement(okta.ctx, await entryOf('admin'), change)
    expect((await listEntitlements(okta.ctx, 1)).rows).toMatchObject([
      { kind: 'entitlement', value: 'lic-1', display: 'Printer', type: 'License', description: 'May print.' },
      { kind: 'role', value: 'admin', display: 'Admin', type: null, description: 'May do everything.' },
    ])
    await removeEntitlement(okta.ctx, await entryOf('lic-1'))
    expect((await listEntitlements(okta.ctx, 1)).total).toBe(1)
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 4 }),
    )
    expect(audit.map(({ action, target, before, after }) => ({ action, target, before, after }))).toEqual([
      {
        action: 'entitlement.removed',
        target: 'Printer',
        before: { value: 'lic-1', display: 'Printer', type: 'License', description: 'May print.' },
        after: null,
      },
      {
        action: 'role.changed',
        target: 'Admin',
        before: { display: 'Administrator' },
        after: { display: 'Admin', description: 'May do everything.' },
      },
      {
        action: 'entitlement.added',
        target: 'Printer',
        before: null,
        after: { value: 'lic-1', display: 'Printer', type: 'License', description: 'May print.' },
      },
      {
        action: 'role.added',
        target: 'Administrator',
        before: null,
        after: { value: 'admin', display: 'Administrator' },
      },
    ])
  })

  it('has a value once in each kind, compared without case', async () => {
    await offer('role', 'Admin')
    await expect(offer('role', 'ADMIN')).rejects.toMatchObject({
      code: 'conflict',
      field: 'value',
      text: { key: 'errors.entryTaken', values: { kind: 'role', value: 'ADMIN' } },
    })
    await offer('entitlement', 'admin')
    expect((await listEntitlements(okta.ctx, 1)).total).toBe(2)
  })

  it('is changed by nobody else, and is another company’s own', async () => {
    await offer('role', 'admin')
    const id = await entryOf('admin')
    const stranger = await testIntegration(endpoint.db)
    await expect(removeEntitlement(stranger.ctx, id)).rejects.toMatchObject({ code: 'not-found' })
    for (const role of ['operator', 'auditor'] as const) {
      const ctx = asRole(okta.ctx, role)
      await expect(removeEntitlement(ctx, id)).rejects.toMatchObject({ code: 'forbidden' })
      expect((await listEntitlements(ctx, 1)).total).toBe(1)
    }
    expect((await testClient(stranger)('GET', '/Roles')).body.totalResults).toBe(0)
  })
})

describe('what Okta discovers', () => {
  it('has the two resource types only while there is something to hand out', async () => {
    const types = () => idsAt('/ResourceTypes')
    const schemas = () => idsAt('/Schemas')
    expect(await types()).toEqual(['User', 'Group'])
    expect(await schemas()).not.toContain(URN.OKTA_ROLE)
    expect((await scim('GET', '/Roles')).body).toMatchObject({ totalResults: 0, Resources: [] })

    await offer('entitlement', 'lic-1')
    expect(await types()).toEqual(['User', 'Group', 'Entitlement'])
    await offer('role', 'admin')
    expect(await types()).toEqual(['User', 'Group', 'Role', 'Entitlement'])
    expect(await schemas()).toEqual(expect.arrayContaining([URN.OKTA_ROLE, URN.OKTA_ENTITLEMENT]))
    expect((await scim('GET', '/ResourceTypes/Role')).body).toMatchObject({
      id: 'Role',
      name: 'Role',
      endpoint: '/Roles',
      schema: 'urn:okta:scim:schemas:core:1.0:Role',
    })
    expect((await scim('GET', `/Schemas/${URN.OKTA_ENTITLEMENT}`)).body).toMatchObject({
      id: 'urn:okta:scim:schemas:core:1.0:Entitlement',
      attributes: [
        { name: 'displayName', required: true, mutability: 'readOnly' },
        { name: 'type', required: false },
        { name: 'description', required: false },
      ],
    })
    await removeEntitlement(okta.ctx, await entryOf('lic-1'))
    expect(await types()).toEqual(['User', 'Group', 'Role'])
  })

  it('answers a page as the Entitlements suite asserts it', async () => {
    for (const value of ['one', 'two', 'three']) await offer('entitlement', value)
    for (const path of ['/Entitlements', '/v2/Entitlements/', '/entitlements']) {
      const { status, headers, body } = await scim('GET', `${path}?count=1&startIndex=1`)
      expect(status).toBe(200)
      expect(headers['content-type']).toContain('application/scim+json')
      expect(body).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        startIndex: 1,
        itemsPerPage: 1,
        totalResults: 3,
      })
      expect(body.Resources).toHaveLength(1)
    }
  })

  it('answers each with the value that people carry as its id', async () => {
    await offer('role', 'a/b ü', { display: 'Admin', type: 'Staff', description: 'May do everything.' })
    const { status, body, headers } = await scim('GET', `/Roles/${encodeURIComponent('a/b ü')}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      schemas: ['urn:okta:scim:schemas:core:1.0:Role'],
      id: 'a/b ü',
      displayName: 'Admin',
      type: 'Staff',
      description: 'May do everything.',
      meta: {
        resourceType: 'Role',
        created: expect.any(String),
        lastModified: expect.any(String),
        location: `${okta.baseUrl}/Roles/a%2Fb%20%C3%BC`,
        version: headers.etag,
      },
    })
    expect((await scim('GET', '/Roles')).body.Resources).toEqual([body])
    const unchanged = await scim('GET', '/Roles/a%2Fb%20%C3%BC', undefined, {
      'if-none-match': headers.etag ?? '',
    })
    expect(unchanged.status).toBe(304)
    expect((await scim('GET', '/Roles/A%2FB')).status).toBe(404)
    expect((await scim('GET', '/Entitlements/a%2Fb%20%C3%BC')).body).toMatchObject({
      status: '404',
      detail: expect.stringContaining('There is no entitlement with id a/b ü.'),
    })
  })

  it('is filtered, sorted, projected and walked through by cursor like any list', async () => {
    for (const value of ['r1', 'r2', 'r3'])
      await offer('role', value, { type: value === 'r2' ? 'Staff' : '' })
    expect(await idsAt('/Roles?filter=displayName eq "the R2"')).toEqual(['r2'])
    expect(await idsAt('/Roles?filter=not (type pr)')).toEqual(['r1', 'r3'])
    expect(await idsAt('/Roles?sortBy=displayName&sortOrder=descending')).toEqual(['r3', 'r2', 'r1'])
    expect((await scim('GET', '/Roles?filter=colour eq "red"')).body).toMatchObject({
      status: '400',
      scimType: 'invalidFilter',
    })
    const { body } = await scim('GET', '/Roles/r2?attributes=type')
    expect(body).toEqual({ schemas: [URN.OKTA_ROLE], id: 'r2', type: 'Staff' })
    const first = (await scim('GET', '/Roles?cursor&count=2')).body
    expect(first).toMatchObject({ totalResults: 3, itemsPerPage: 2 })
    const second = (await scim('GET', `/Roles?cursor=${first.nextCursor}&count=2`)).body
    expect(second.Resources).toMatchObject([{ id: 'r3' }])
    expect(second.nextCursor).toBeUndefined()
    const back = (await scim('GET', `/Roles?cursor=${second.previousCursor}&count=2`)).body
    expect(back.Resources).toEqual(first.Resources)
    expect((await scim('GET', `/Entitlements?cursor=${first.nextCursor}`)).body.scimType).toBe(
      'invalidCursor',
    )
  })

  it('is read-only, and read with a token that reads users', async () => {
    await offer('role', 'admin')
    for (const [method, path] of [
      ['POST', '/Roles'],
      ['PUT', '/Roles/admin'],
      ['PATCH', '/Entitlements/admin'],
      ['DELETE', '/Roles/admin'],
    ] as const) {
      const answer = await scim(method, path, method === 'DELETE' ? undefined : { displayName: 'x' })
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' }, body: { status: '405' } })
    }
    expect(await idsAt('/Roles')).toEqual(['admin'])
    const { clear } = await createToken(okta.ctx, okta.integrationId, {
      name: 'Reader',
      expiry: '1-year',
      access: 'read-only',
    })
    expect((await testClient({ ...okta, token: clear })('GET', '/Roles/admin')).status).toBe(200)
    expect((await testClient({ ...okta, token: 'wrong' })('GET', '/Roles')).status).toBe(401)
  })
})
