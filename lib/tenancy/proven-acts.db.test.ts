import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { liftSuspension, suspendUser } from '@/lib/directory/suspension'
import { exportList } from '@/lib/export/lists'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { createIntegration, pauseIntegration, renameIntegration } from '@/lib/integrations/integrations'
import { restrictToken } from '@/lib/integrations/restrict-token'
import { cancelRotation, rotateToken } from '@/lib/integrations/rotation'
import { createSetupLink, listSetupLinks, revokeSetupLink } from '@/lib/integrations/setup-links'
import { createToken, revokeToken } from '@/lib/integrations/tokens'
import { completeReview } from '@/lib/reviews/complete'
import { decide } from '@/lib/reviews/decide'
import { decisionInput } from '@/lib/reviews/input'
import { startReview } from '@/lib/reviews/reviews'
import { renameCompany, setConsoleAddresses, setMasking, setSessionLimits } from './company-settings'
import type { Ctx } from './context'
import { deleteCompany } from './deletion'
import { inviteMembers, listInvitations, renewInvitation, revokeInvitation } from './invitations'
import { ensureOwner } from './members'
import { PROVEN_ACTS, type ProvenAct } from './permissions'
import { changeRole, removeMember, signOutMember } from './roles'
import { asRole, testContext } from './testing'

let server: TestDatabase
let db: Database
let ctx: Ctx
let okta: string
let token: string
let member: string
let person: string

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})
beforeEach(async () => {
  ctx = await testContext(db)
  await ensureOwner(ctx, `owner@${ctx.tenantId}.example`)
  member = (await ensureOwner(ctx, `member@${ctx.tenantId}.example`)).personId
  const made = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  okta = made.integration.id
  token = made.token.token.id
  person = newId()
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      values (${ctx.tenantId}, ${person}, 'ann', 'ann', true, 'Ann', 'ann', '{}', now(), now())`),
  )
})

const TOKEN = { name: 'Second', expiry: '1-year', access: 'read-write' } as const
const LIMITS = { sessionIdleMinutes: 10, sessionHours: 4 }

/** Each act as it is done; what has no line here does not compile. */
const ACTS: Record<ProvenAct, (by: Ctx) => Promise<unknown>> = {
  'create-integration': (by) => createIntegration(by, { name: 'Entra', provider: 'entra', groupSync: false }),
  'delete-integration': (by) => deleteIntegration(by, okta, { people: 'keep' }),
  'create-token': (by) => createToken(by, okta, TOKEN),
  'rotate-token': (by) => rotateToken(by, okta, token),
  'revoke-token': (by) => revokeToken(by, okta, token),
  'create-setup-link': (by) => createSetupLink(by, okta),
  'suspend-user': (by) => suspendUser(by, person, 'Gone'),
  'export-many-people': (by) => exportPeople(by, 1_001),
  'change-role': (by) => changeRole(by, member, 'admin'),
  'remove-member': (by) => removeMember(by, member),
  'invite-manager': (by) => inviteMembers(by, { emails: ['eve@acme.example'], role: 'admin' }),
  'change-security': (by) => setSessionLimits(by, LIMITS),
  'delete-company': (by) => deleteCompany(by, ctx.tenantName),
}

/** Ann and so many others are here, and all of them are asked for. */
async function exportPeople(by: Ctx, people: number, format: 'csv' | 'json' = 'csv'): Promise<unknown> {
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      select ${ctx.tenantId}, gen_random_uuid(), 'p' || n, 'p' || n, true, 'P' || n, 'p' || n, '{}', now(), now()
      from generate_series((select count(*) from users), ${people - 1}::int) n`),
  )
  return exportList(by, 'users', { format, search: '' })
}

/** Everything that history and the audit log of the company tell, counted. */
const told = () =>
  inTenant(db, ctx.tenantId, (tx) =>
    tx.select(
      sql`select (select count(*) from changes) as changes, (select count(*) from audit_log) as audit`,
    ),
  )

const proven = (until: number): Ctx => ({ ...ctx, provenUntil: until })
const unproven = (): Ctx => {
  const { provenUntil: _, ...rest } = ctx
  return rest
}

describe.each(Object.keys(PROVEN_ACTS) as ProvenAct[])('%s', (act) => {
  test('is refused when the proof is too old, changes nothing then, and is done after another', async () => {
    const before = await told()
    for (const by of [proven(Date.now() - 1), proven(0), unproven()]) {
      await expect(ACTS[act](by)).rejects.toMatchObject({ code: 'step-up', text: { key: 'errors.stepUp' } })
    }
    expect(await told()).toEqual(before)
    await ACTS[act](proven(Date.now() + 60_000))
    expect(await told()).not.toEqual(before)
  })
})

test('whose role does not allow it is told so, and not asked for a password in vain', async () => {
  const stale = proven(0)
  for (const act of Object.keys(PROVEN_ACTS) as ProvenAct[]) {
    if (act === 'export-many-people') continue
    await expect(ACTS[act](asRole(stale, 'auditor'))).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('the system and its commands have no proof, and need none', async () => {
  const system: Ctx = { ...unproven(), actor: { kind: 'system', name: 'Tests' } }
  for (const act of ['create-token', 'revoke-token', 'change-role', 'delete-integration'] as const) {
    await ACTS[act](system)
  }
})

test('every way to the same end asks: by rotation, a renewed link, other addresses, another list', async () => {
  const stale = proven(0)
  const refused = { code: 'step-up' }
  const fresh = (await rotateToken(ctx, okta, token)).token.id
  await expect(cancelRotation(stale, okta, fresh)).rejects.toMatchObject(refused)
  await expect(inviteMembers(stale, { emails: ['e@x.example'], role: 'owner' })).rejects.toMatchObject(
    refused,
  )
  await inviteMembers(ctx, { emails: ['eve@acme.example'], role: 'admin' })
  const [invitation] = await listInvitations(ctx)
  await expect(renewInvitation(stale, invitation?.id ?? '')).rejects.toMatchObject(refused)
  await expect(setConsoleAddresses(stale, ['203.0.113.0/24'])).rejects.toMatchObject(refused)
  await expect(exportPeople(stale, 1_001, 'json')).rejects.toMatchObject(refused)
})

test('a review that takes roles away asks when it is completed; one that keeps everybody does not', async () => {
  const completed = async (decision: 'keep' | 'remove') => {
    const { id } = await startReview(ctx)
    const members = await inTenant(db, ctx.tenantId, (tx) =>
      tx.select<{ person_id: string }>(sql`select person_id from memberships`),
    )
    for (const { person_id } of members) {
      const input = {
        decision: person_id === member ? decision : 'keep',
        reason: 'Because',
        seen: '',
      }
      await decide(ctx, id, person_id, decisionInput.parse(input))
    }
    return id
  }
  await completeReview(proven(0), await completed('keep'))
  const id = await completed('remove')
  const before = await told()
  await expect(completeReview(proven(0), id)).rejects.toMatchObject({ code: 'step-up' })
  expect(await told()).toEqual(before)
  await completeReview(ctx, id)
})

test('nothing else asks', async () => {
  const stale = proven(0)
  await createSetupLink(ctx, okta)
  const [link] = await listSetupLinks(ctx, okta)
  await suspendUser(ctx, person, 'Gone')
  await liftSuspension(stale, person)
  await renameIntegration(stale, okta, 'Corporate Okta')
  await restrictToken(stale, okta, token, ['203.0.113.0/24'])
  await revokeSetupLink(stale, okta, link?.id ?? '')
  await pauseIntegration(stale, okta)
  await inviteMembers(stale, { emails: ['op@acme.example'], role: 'operator' })
  const [invitation] = await listInvitations(ctx)
  await revokeInvitation(stale, invitation?.id ?? '')
  await signOutMember(stale, member)
  await setMasking(stale, true)
  await renameCompany(stale, 'Globex')
  for (const list of ['groups', 'integrations', 'audit-log', 'console-members']) {
    await exportList(stale, list, { format: 'csv', search: '' })
  }
})

test('a thousand people leave without being asked, one more does not', async () => {
  await exportPeople(proven(0), 1_000)
  await expect(exportPeople(proven(0), 1_001)).rejects.toMatchObject({ code: 'step-up' })
})
