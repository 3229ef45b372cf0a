import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type TestEndpoint,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { testContext } from '@/lib/tenancy/testing'
import { compareGroup } from './drift'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

test('a group and a list of it differ in who is missing, who is too many and who is inactive', async () => {
  const okta = await testIntegration(endpoint.db)
  const directory = testDirectory(testClient(okta))
  const ann = await directory.user('ann@acme.example', { displayName: 'Ann' })
  const bob = await directory.user('bob', { displayName: 'Bob', emails: [{ value: 'Bob@acme.example' }] })
  const cleo = await directory.user('cleo@acme.example', { displayName: 'Cleo', active: false })
  await directory.user('dora@acme.example', { displayName: 'Dora' })
  const group = await directory.group('Engineering', [ann, bob, cleo])

  const names = ['BOB@acme.example', 'cleo@acme.example', 'dora@acme.example', 'emil@acme.example', 'bob']
  expect(await compareGroup(okta.ctx, group, names)).toEqual({
    missing: [
      { name: 'dora@acme.example', here: true },
      { name: 'emil@acme.example', here: false },
    ],
    extra: [{ id: ann, label: 'Ann', userName: 'ann@acme.example' }],
    inactive: [{ id: cleo, label: 'Cleo', userName: 'cleo@acme.example' }],
    matched: 2,
  })
  expect((await compareGroup(okta.ctx, group, [])).extra).toHaveLength(3)
  await expect(compareGroup(await testContext(endpoint.db), group, names)).rejects.toMatchObject({
    code: 'not-found',
  })
})
