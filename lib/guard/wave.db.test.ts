import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTenant } from '@/db/client'
import { selectAlarms } from '@/db/queries/mass-changes'
import { type TestEndpoint, testEndpoint } from '@/lib/provisioning/testing'
import { MOST_COUNTED, restAfter } from './limits'
import { type Guarded, guardedIntegration } from './testing'
import { growWith } from './wave'

const MINUTE = 60_000

let endpoint: TestEndpoint
let okta: Guarded

beforeAll(async () => {
  endpoint = await testEndpoint()
  okta = await guardedIntegration(endpoint, 20)
  await okta.remove(okta.ids.slice(0, 12))
  await okta.check()
})
afterAll(() => endpoint.close())

/** Has the alarm grow by losses of these moments, each found by a count of its own. Answers how often was counted. */
async function grow(lastAt: Date, now: Date, losses: () => Date | null) {
  const { tenantId } = okta.ctx
  return await inTenant(endpoint.db, tenantId, async (tx) => {
    const [alarm] = await selectAlarms(tx, tenantId, okta.integrationId, new Date(0))
    if (!alarm) throw new Error('There is no alarm.')
    const integration = { id: okta.integrationId, name: 'Corporate Okta' }
    let counts = 0
    const grown = await growWith(
      { tx, now, tenantId, integration, percent: 20, alarms: [] },
      { ...alarm, lastAt },
      async () => {
        counts += 1
        const last = losses()
        return { count: last ? 1 : 0, last }
      },
    )
    return { ...grown, counts }
  })
}

it('counts once what was lost until now, however fast people are lost meanwhile', async () => {
  const now = new Date()
  const told = await grow(new Date(now.getTime() - MINUTE), now, () => new Date())
  expect(told).toMatchObject({ grown: true, counts: 1 })
})

it('goes on from the last loss where a wave is older than its window', async () => {
  const now = new Date()
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE)
  const losses = [ago(17), ago(9), ago(1)]
  const told = await grow(ago(25), now, () => losses.shift() ?? null)
  expect(told).toEqual({ grown: true, lastAt: ago(1), counts: 3 })
  expect(await grow(ago(25), now, () => null)).toEqual({ grown: false, lastAt: ago(25), counts: 1 })
})

it('rests the longer the more there was to count, and never long', async () => {
  expect(restAfter(12)).toBeLessThan(2_000)
  expect(restAfter(500)).toBe(5_000)
  expect(restAfter(MOST_COUNTED * 10)).toBe(20_000)
})
