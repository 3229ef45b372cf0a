import { beforeEach, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { newId } from '@/lib/base/id'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { userSearch } from './input'
import { listTargetUsers } from './search'
import { liftSuspension, suspendUser } from './suspension'
import { getTargetUser } from './target'

const { endpoint, okta, scim } = eachAtEndpoint()
let id: string

beforeEach(async () => {
  const made = await scim('POST', '/Users', {
    userName: 'ann@acme.example',
    emails: [{ value: 'ann@acme.example' }],
  })
  id = String(made.body?.id)
})

const suspended = async () => (await getTargetUser(okta.ctx, id, '')).suspended
const audited = async () =>
  (
    await inTenant(okta.ctx.db, okta.ctx.tenantId, (tx) =>
      tx.select<{ action: string }>(sql`
        select action from audit_log where tenant_id = ${okta.ctx.tenantId} and action like 'user.susp%' order by position`),
    )
  ).map(({ action }) => action)

test('a suspension says who and why, stands in lists and in the audit log, and is lifted', async () => {
  await suspendUser(okta.ctx, id, 'Lost laptop')
  expect(await suspended()).toMatchObject({ by: okta.ctx.actor.name, reason: 'Lost laptop' })
  const listed = await listTargetUsers(okta.ctx, userSearch.parse({ status: 'suspended' }))
  expect(listed.rows.map((row) => [row.id, row.suspended, row.active])).toEqual([[id, true, true]])
  await suspendUser(okta.ctx, id, 'Once more')
  expect((await suspended())?.reason).toBe('Lost laptop')
  await liftSuspension(okta.ctx, id)
  await liftSuspension(okta.ctx, id)
  expect(await suspended()).toBeNull()
  expect((await listTargetUsers(okta.ctx, userSearch.parse({ status: 'suspended' }))).total).toBe(0)
  expect(await audited()).toEqual(['user.suspended', 'user.suspension-lifted'])
})

test('what the identity provider reads and writes of `active` is its own', async () => {
  const before = await scim('GET', `/Users/${id}`)
  await suspendUser(okta.ctx, id, 'Lost laptop')
  expect((await scim('GET', `/Users/${id}`)).body).toEqual(before.body)
  await scim('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: false } }],
  })
  await scim('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: true } }],
  })
  expect((await suspended())?.reason).toBe('Lost laptop')
})

test('only Owners and Admins suspend and lift, and only people of their company', async () => {
  for (const role of ['operator', 'auditor'] as const) {
    await expect(suspendUser(asRole(okta.ctx, role), id, 'No')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(liftSuspension(asRole(okta.ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
  }
  const stranger = await testContext(endpoint.db)
  await expect(suspendUser(stranger, id, 'No')).rejects.toMatchObject({ code: 'not-found' })
  await expect(suspendUser(okta.ctx, newId(), 'No')).rejects.toMatchObject({ code: 'not-found' })
  expect(await suspended()).toBeNull()
})
