import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { asAdmin } from '@/db/testing/database'
import { exportList } from '@/lib/export/lists'
import { checkAudit } from '@/lib/history/audit-check'
import { type TestEndpoint, testEndpoint } from '@/lib/provisioning/testing'
import type { Ctx } from '@/lib/tenancy/context'
import { ensureOwner } from '@/lib/tenancy/members'
import { permissionsOf, type Role } from '@/lib/tenancy/permissions'
import { changeRole, removeMember } from '@/lib/tenancy/roles'
import { testContext } from '@/lib/tenancy/testing'
import { completeReview } from './complete'
import { decide } from './decide'
import { decisionInput } from './input'
import { getReview } from './review'
import { cancelReview, listReviews, startReview } from './reviews'

let endpoint: TestEndpoint
let company: Ctx
let ada: Ctx
let bob: Ctx
let cleo: Ctx

beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())
beforeEach(async () => {
  company = await testContext(endpoint.db)
  ada = await member('ada', 'owner')
  bob = await member('bob', 'admin')
  cleo = await member('cleo', 'operator')
})

/** A member of the company, as they act in it. */
async function member(name: string, role: Role): Promise<Ctx> {
  const email = `${name}.${company.tenantId}@acme.example`
  const { personId } = await ensureOwner(company, email)
  if (role !== 'owner') await changeRole(company, personId, role)
  const actor = { kind: 'person', personId, name, email } as const
  return { ...company, actor, permissions: permissionsOf(role) }
}

const idOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.personId : '')

async function decided(by: Ctx, review: string, about: Ctx, decision: string, more: object = {}) {
  const seen = (await getReview(by, review)).members.find(({ id }) => id === idOf(about))?.decidedAt ?? ''
  const input = decisionInput.parse({ decision, reason: `Because ${decision}`, seen, ...more })
  await decide(by, review, idOf(about), input)
}

const rolesNow = () =>
  inTenant(endpoint.db, company.tenantId, (tx) =>
    tx.select<{ role: string }>(sql`
      select role from memberships where tenant_id = ${company.tenantId} order by role`),
  ).then((rows) => rows.map(({ role }) => role))

const audited = () =>
  inTenant(endpoint.db, company.tenantId, (tx) =>
    tx.select<{ action: string; target: string; after: Record<string, unknown> }>(sql`
      select action, target, after from audit_log
      where tenant_id = ${company.tenantId} and action like 'access-review.%' order by position`),
  )

test('members are kept, changed and removed by what was decided, each with its reason, in one sealed record', async () => {
  const { id } = await startReview(ada)
  await expect(startReview(bob)).rejects.toMatchObject({ code: 'conflict' })
  expect(await getReview(ada, id)).toMatchObject({ missing: 3, reviewers: [], seal: null })
  await decided(bob, id, ada, 'keep')
  await decided(ada, id, bob, 'change', { role: 'auditor' })
  await expect(completeReview(ada, id)).rejects.toMatchObject({
    code: 'conflict',
    text: { key: 'reviews.errors.undecided', values: { count: 1, names: [expect.stringMatching(/^Cleo/)] } },
  })
  await decided(ada, id, cleo, 'remove')
  expect(await rolesNow()).toEqual(['admin', 'operator', 'owner'])
  await completeReview(ada, id)
  expect(await rolesNow()).toEqual(['auditor', 'owner'])

  const review = await getReview(ada, id)
  expect(review.members.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['kept', 'Because keep'],
    ['changed', 'Because change'],
    ['removed', 'Because remove'],
  ])
  expect(review).toMatchObject({ endedAs: 'completed', endedBy: 'ada', reviewers: ['ada', 'bob'] })
  expect(review.seal).toMatchObject({ isWhole: true, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const rows = await audited()
  expect(rows.map(({ action }) => action)).toEqual([
    'access-review.started',
    'access-review.decided.keep',
    'access-review.decided.change',
    'access-review.decided.remove',
    'access-review.completed',
  ])
  expect(rows.at(-1)?.after).toMatchObject({ sha256: review.seal?.sha256, kept: 1, changed: 1, removed: 1 })
  expect(rows[3]?.after).toMatchObject({ reason: 'Because remove' })
  expect((await checkAudit(ada)).fault).toBeNull()
  expect(await listReviews(ada)).toMatchObject([{ id, endedAs: 'completed', members: 3, decided: 3 }])

  const { body } = await exportList(ada, `access-reviews/${id}`, { format: 'csv', search: '' })
  const lines = (await new Response(body).text()).trim().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[3]).toContain(`Because remove,ada,`)
  expect(lines[3]).toContain(review.seal?.sha256)
})

test('nobody decides about themselves, an Admin no more than keep of an Owner, and an Operator nothing', async () => {
  const { id } = await startReview(bob)
  await expect(decided(bob, id, bob, 'keep')).rejects.toMatchObject({ text: { key: 'reviews.errors.self' } })
  await expect(decided(bob, id, ada, 'remove')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(decided(bob, id, cleo, 'change', { role: 'owner' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(decided(bob, id, cleo, 'change', { role: 'operator' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(
    decide(cleo, id, idOf(bob), decisionInput.parse({ decision: 'keep', reason: 'x', seen: '' })),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getReview(cleo, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(startReview(cleo)).rejects.toMatchObject({ code: 'forbidden' })
  const auditor = { ...cleo, permissions: permissionsOf('auditor') }
  expect(await getReview(auditor, id)).toMatchObject({ endedAt: null })
  await expect(completeReview(auditor, id)).rejects.toMatchObject({ code: 'forbidden' })
  for (const reason of ['', '   ', 'x'.repeat(301)]) {
    expect(decisionInput.safeParse({ decision: 'keep', reason }).success).toBe(false)
  }
  expect(decisionInput.safeParse({ decision: 'change', reason: 'x' }).success).toBe(false)
})

test('a decision about a role that was changed since has to be made again; who left or came is told of', async () => {
  const { id } = await startReview(ada)
  await decided(ada, id, bob, 'keep')
  await decided(bob, id, ada, 'keep')
  await decided(ada, id, cleo, 'change', { role: 'auditor' })
  await changeRole(ada, idOf(cleo), 'admin')
  const dora = await member('dora', 'auditor')
  const meanwhile = await getReview(ada, id)
  expect(meanwhile.members.find(({ id: each }) => each === idOf(cleo))).toMatchObject({
    state: 'stale',
    role: 'operator',
    roleNow: 'admin',
  })
  expect(meanwhile).toMatchObject({ missing: 1, joined: [{ id: idOf(dora), role: 'auditor' }] })
  await removeMember(ada, idOf(cleo))
  await completeReview(ada, id)
  const review = await getReview(ada, id)
  expect(review.members.map(({ outcome }) => outcome)).toEqual(['kept', 'kept', 'gone'])
  expect(review.joined).toMatchObject([{ id: idOf(dora) }])
  await removeMember(ada, idOf(dora))
  expect(await getReview(ada, id)).toMatchObject({ joined: review.joined, seal: { isWhole: true } })
})

test('two who decide at once do not overwrite each other unseen', async () => {
  const { id } = await startReview(ada)
  const first = decisionInput.parse({ decision: 'keep', reason: 'Needs it', seen: '' })
  await decide(ada, id, idOf(cleo), first)
  await expect(
    decide(bob, id, idOf(cleo), { ...first, decision: 'remove', reason: 'Left the team' }),
  ).rejects.toMatchObject({ text: { key: 'reviews.errors.meanwhile', values: { actor: 'ada' } } })
  await decided(bob, id, cleo, 'remove')
  expect((await getReview(ada, id)).members[2]).toMatchObject({ decision: 'remove', decidedBy: 'bob' })
})

test('what the rules of members refuse is kept with its reason, and the rest is done', async () => {
  const { id } = await startReview(ada)
  const eve = await member('eve', 'owner')
  await decided(ada, id, cleo, 'remove')
  await decided(ada, id, bob, 'keep')
  await decided(eve, id, ada, 'change', { role: 'admin' })
  await changeRole(ada, idOf(eve), 'auditor')
  // Now Ada is the last Owner: Bob, who completes, could not even touch one.
  await completeReview(bob, id)
  expect((await getReview(ada, id)).members.map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
    ['refused', 'owners'],
    ['kept', null],
    ['removed', null],
  ])
  expect(await rolesNow()).toEqual(['admin', 'auditor', 'owner'])

  const again = await startReview(ada)
  const zoe = await member('zoe', 'owner')
  await decided(zoe, again.id, ada, 'remove')
  await decided(zoe, again.id, bob, 'keep')
  await decided(zoe, again.id, eve, 'keep')
  await completeReview(ada, again.id)
  expect((await getReview(ada, again.id)).members[0]).toMatchObject({ outcome: 'refused', refusal: 'self' })
})

test('the last Owner stays, whoever completes', async () => {
  const { id } = await startReview(ada)
  const eve = await member('eve', 'owner')
  await decided(ada, id, bob, 'keep')
  await decided(ada, id, cleo, 'keep')
  await decided(eve, id, ada, 'remove')
  await removeMember(ada, idOf(eve))
  const ghost = { ...eve, actor: { ...eve.actor, personId: idOf(bob) } } as Ctx
  await completeReview(ghost, id)
  expect((await getReview(ada, id)).members[0]).toMatchObject({ outcome: 'refused', refusal: 'lastOwner' })
  expect(await rolesNow()).toContain('owner')
})

test('who may review alone completes without themselves, and the record says so', async () => {
  await changeRole(ada, idOf(bob), 'auditor')
  const { id } = await startReview(ada)
  await decided(ada, id, bob, 'keep')
  await decided(ada, id, cleo, 'keep')
  expect(await getReview(ada, id)).toMatchObject({ isAlone: true, missing: 0 })
  await completeReview(ada, id)
  expect((await getReview(ada, id)).members[0]).toMatchObject({ outcome: 'unreviewed', decision: null })
})

test('a review that has ended is written by nobody; altered past the console, it shows', async () => {
  const { id } = await startReview(ada)
  await decided(bob, id, ada, 'keep')
  await decided(ada, id, bob, 'keep')
  await decided(ada, id, cleo, 'keep')
  await completeReview(ada, id)
  await expect(decided(ada, id, cleo, 'remove')).rejects.toMatchObject({ code: 'conflict' })
  await expect(cancelReview(ada, id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(completeReview(ada, id)).rejects.toMatchObject({ code: 'conflict' })
  const write = (statement: ReturnType<typeof sql>) =>
    inTenant(endpoint.db, company.tenantId, (tx) => tx.select(statement))
  const refused = { code: '55000' }
  await expect(write(sql`update access_review_items set reason = 'Another'`)).rejects.toMatchObject(refused)
  await expect(write(sql`update access_reviews set ended_by = 'Somebody'`)).rejects.toMatchObject(refused)
  await expect(write(sql`delete from access_reviews`)).rejects.toMatchObject({ code: '42501' })

  const alter = (statement: string) =>
    asAdmin(
      endpoint.adminUrl,
      `set session_replication_role = replica; ${statement} where tenant_id = '${company.tenantId}'`,
    )
  await alter(`update access_review_items set reason = 'Another'`)
  expect((await getReview(ada, id)).seal).toMatchObject({ isWhole: false })
})

test('a review that is given up changes nobody, and another can begin; of another company’s nothing is there', async () => {
  const { id } = await startReview(ada)
  await decided(ada, id, cleo, 'remove')
  await cancelReview(bob, id)
  expect(await getReview(ada, id)).toMatchObject({ endedAs: 'cancelled', endedBy: 'bob', seal: null })
  expect(await rolesNow()).toEqual(['admin', 'operator', 'owner'])
  await startReview(bob)
  const stranger = await testContext(endpoint.db)
  for (const read of [getReview, completeReview, cancelReview]) {
    await expect(read(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(read(stranger, 'nonsense')).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await listReviews(stranger)).toEqual([])
})
