import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { asAdmin } from '@/db/testing/database'
import { listPersonTimeline } from '@/lib/activity/person-timeline'
import { flushActivity } from '@/lib/activity/recorder'
import { historySearch, memberSearch } from '@/lib/directory/input'
import { listGroupsOf, listMembersOf } from '@/lib/directory/members-search'
import {
  type TestEndpoint,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { listHistory } from './changes'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

test('what a request brought about leads to it, as long as the log has it', async () => {
  const okta = await testIntegration(endpoint.db)
  const { ctx, integrationId } = okta
  const scim = testClient(okta)
  const directory = testDirectory(scim)
  const ann = await directory.user('ann@acme.example', { displayName: 'Ann' })
  const group = await directory.group('Engineering', [ann])
  await scim('PATCH', `/Users/${ann}`, { schemas: [], Operations: 'none' })
  await flushActivity()
  const calls = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    tx.select<{ id: string }>(sql`select id from requests order by at, id`),
  )
  const [posted, pushed, refused] = calls.map(({ id }) => ({ id, integrationId }))
  const history = async () => {
    const all = historySearch.parse({})
    const { rows } = await listPersonTimeline(ctx, ann, all)
    const ofGroup = await listHistory(ctx, { groupId: group }, all)
    return { person: rows.map(({ request }) => request), group: ofGroup.rows.map(({ request }) => request) }
  }
  const added = async () => {
    const [members, groups] = [
      await listMembersOf(ctx, group, memberSearch.parse({})),
      await listGroupsOf(ctx, ann, memberSearch.parse({})),
    ]
    return [...members.rows, ...groups.rows].map(({ request }) => request)
  }
  expect(await history()).toEqual({ person: [refused, pushed, posted], group: [pushed, pushed] })
  expect(await added()).toEqual([pushed, pushed])

  await asAdmin(endpoint.adminUrl, 'truncate requests')
  expect(await history()).toEqual({ person: [null, null], group: [null, null] })
  expect(await added()).toEqual([null, null])
})
