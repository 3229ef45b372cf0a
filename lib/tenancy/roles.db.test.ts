import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asPerson, type Database, inTenant, openDatabase } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { selectMembership } from '@/db/queries/tenancy'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { beginSession } from '@/lib/auth/sessions'
import { newId } from '@/lib/base/id'
import { acceptInvitation, readInvitation } from './acceptance'
import type { Ctx } from './context'
import { inviteMembers } from './invitations'
import { listMembers } from './members'
import type { Role } from './permissions'
import { changeRole, removeMember, signOutMember } from './roles'
import { asRole, testContext } from './testing'

let server: TestDatabase
let db: Database
let ctx: Ctx

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
})

/** A member with that role; their id. */
async function member(role: Role): Promise<string> {
  const email = `${newId()}@acme.example`
  const [issued] = await inviteMembers(ctx, { emails: [email], role })
  const account = { name: `The ${role}`, password: 'correct horse battery' }
  return (await acceptInvitation(db, issued?.secret ?? '', account, {})).personId
}

/** The same company as this member sees it. */
function seenBy(personId: string, role: Role): Ctx {
  return { ...asRole(ctx, role), actor: { kind: 'person', personId, name: 'M', email: 'm@acme.example' } }
}

const rolesOf = async () => (await listMembers(ctx)).map(({ role }) => role)

test('the last Owner can neither be demoted nor removed, by anybody, themselves included', async () => {
  const owner = await member('owner')
  const refusal = {
    code: 'conflict',
    text: { key: 'members.errors.lastOwner', values: { company: ctx.tenantName } },
  }
  await expect(changeRole(ctx, owner, 'admin')).rejects.toMatchObject(refusal)
  await expect(removeMember(seenBy(owner, 'owner'), owner)).rejects.toMatchObject(refusal)
  await changeRole(ctx, owner, 'owner')
  expect(await rolesOf()).toEqual(['owner'])
})

test('of two Owners who demote or remove each other at the same moment, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    ctx = await testContext(db)
    const [a, b] = [await member('owner'), await member('owner')]
    const acts = await Promise.allSettled([
      changeRole(seenBy(a, 'owner'), b, 'auditor'),
      removeMember(seenBy(b, 'owner'), a),
    ])
    expect(acts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await rolesOf()).filter((role) => role === 'owner')).toHaveLength(1)
  }
})

test('an Admin changes whom they may, and touches no Owner', async () => {
  const [owner, operator] = [await member('owner'), await member('operator')]
  await member('owner')
  const admin = asRole(ctx, 'admin')
  for (const act of [
    () => changeRole(admin, owner, 'auditor'),
    () => removeMember(admin, owner),
    () => signOutMember(admin, owner),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(changeRole(admin, operator, 'owner')).rejects.toMatchObject({ code: 'forbidden' })
  await changeRole(admin, operator, 'admin')
  expect(await rolesOf()).toEqual(['owner', 'owner', 'admin'])
  for (const role of ['operator', 'auditor'] as const) {
    await expect(removeMember(asRole(ctx, role), operator)).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('the next request of a member has the new role, and of a removed one none', async () => {
  const [person] = [await member('admin'), await member('owner')]
  const { sessionId } = await beginSession(db, person, {})
  const seen = () =>
    asPerson(db, person, (tx) => selectMembership(tx, { personId: person, sessionId }, ctx.tenantSlug))
  expect(await seen()).toMatchObject({ role: 'admin' })
  await changeRole(ctx, person, 'auditor')
  expect(await seen()).toMatchObject({ role: 'auditor', memberSessionsValidFrom: null })
  await signOutMember(ctx, person)
  expect((await seen())?.memberSessionsValidFrom?.getTime()).toBeGreaterThan(Date.now() - 60_000)
  await removeMember(ctx, person)
  expect(await seen()).toMatchObject({ role: null })
  await expect(removeMember(ctx, person)).rejects.toMatchObject({ code: 'not-found' })
  await expect(changeRole(ctx, 'nonsense', 'admin')).rejects.toMatchObject({ code: 'not-found' })
})

test('invitations that somebody may no longer send end with their role, and others go on', async () => {
  const [sender] = [await member('owner'), await member('owner')]
  const own = seenBy(sender, 'owner')
  const [asOwner] = await inviteMembers(own, { emails: ['o@acme.example'], role: 'owner' })
  const [asAuditor] = await inviteMembers(own, { emails: ['a@acme.example'], role: 'auditor' })
  const stateOf = async (issued: typeof asOwner) => (await readInvitation(db, issued?.secret ?? ''))?.state
  await changeRole(ctx, sender, 'admin')
  expect([await stateOf(asOwner), await stateOf(asAuditor)]).toEqual(['ended', 'open'])
  await removeMember(ctx, sender)
  expect(await stateOf(asAuditor)).toBe('ended')
  const audit = await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 4 }))
  expect(audit.map(({ action }) => action)).toEqual([
    'invitation.revoked',
    'console-member.removed',
    'invitation.revoked',
    'console-member.role-changed',
  ])
})

test('a member of another company is nobody here', async () => {
  const stranger = await member('admin')
  const other = await testContext(db)
  await expect(removeMember(other, stranger)).rejects.toMatchObject({ code: 'not-found' })
  expect(await rolesOf()).toEqual(['admin'])
})
