import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { signIn } from '@/lib/auth/sign-in'
import { newId } from '@/lib/base/id'
import { say } from '@/lib/messages/text'
import { acceptInvitation, declineInvitation, readInvitation } from './acceptance'
import type { Ctx } from './context'
import { invitationsInput } from './input'
import {
  inviteMembers,
  listInvitations,
  readInvitationSecret,
  renewInvitation,
  revokeInvitation,
} from './invitations'
import { listMembers } from './members'
import { asRole, testContext } from './testing'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const password = 'correct horse battery'

async function invite(ctx: Ctx, email: string, role: 'owner' | 'admin' | 'auditor' = 'admin') {
  const [issued] = await inviteMembers(ctx, { emails: [email], role })
  if (!issued) throw new Error('nobody was invited')
  return issued
}

const actionsOf = async ({ tenantId }: Ctx) =>
  (await inTenant(db, tenantId, (tx) => selectAudit(tx, tenantId, { limit: 50 })))
    .map(({ action, target }) => `${action} ${target}`)
    .reverse()

test('a link makes an account and a member, once; the address is the invited one', async () => {
  const ctx = await testContext(db)
  const { secret } = await invite(ctx, 'Grace@Acme.example')
  expect(await readInvitation(db, secret)).toMatchObject({
    state: 'open',
    email: 'Grace@Acme.example',
    role: 'admin',
    invitedBy: 'Ada Byron',
    hasAccount: false,
  })
  const joined = await acceptInvitation(db, secret, { name: 'Grace', password }, { address: '192.0.2.7' })
  expect(joined.slug).toBe(ctx.tenantSlug)
  expect(await listMembers(ctx)).toMatchObject([
    { name: 'Grace', email: 'Grace@Acme.example', role: 'admin' },
  ])
  expect(await signIn(db, { email: 'grace@acme.example', password }, {})).toMatchObject({ name: 'Grace' })
  expect(await readInvitation(db, secret)).toMatchObject({ state: 'ended', hasAccount: true })
  await expect(acceptInvitation(db, secret, { name: 'Eve', password }, {})).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await listInvitations(ctx)).toEqual([])
  expect((await actionsOf(ctx)).filter((told) => !told.startsWith('sign-in')).slice(-3)).toEqual([
    'invitation.created Grace@Acme.example',
    'invitation.accepted Grace@Acme.example',
    'console-member.added Grace',
  ])
})

test('of five who follow one link at once, one becomes a member', async () => {
  const ctx = await testContext(db)
  const { secret } = await invite(ctx, `race@${ctx.tenantSlug}.example`)
  const tries = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((n) => acceptInvitation(db, secret, { name: `Racer ${n}`, password }, {})),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await listMembers(ctx)).toHaveLength(1)
})

test('reading an invitation changes nothing, and neither the link nor its hash is in any record', async () => {
  const ctx = await testContext(db)
  const { secret } = await invite(ctx, `reader@${ctx.tenantSlug}.example`)
  await readInvitation(db, secret)
  await readInvitation(db, secret)
  expect(await listInvitations(ctx)).toHaveLength(1)
  const records = JSON.stringify([await actionsOf(ctx), await listInvitations(ctx)])
  expect(records).not.toContain(secret)
  expect(records).not.toContain(readInvitationSecret(secret)?.hash.toString('hex'))
})

test('who has an account accepts with it, and no other account may', async () => {
  const [acme, globex] = [await testContext(db), await testContext(db)]
  const email = `both@${acme.tenantSlug}.example`
  const first = await invite(acme, email, 'auditor')
  const { personId } = await acceptInvitation(db, first.secret, { name: 'Both', password }, {})
  const second = await invite(globex, email.toUpperCase())
  const stranger = { id: newId(), name: 'Eve', email: 'eve@acme.example' }
  await expect(acceptInvitation(db, second.secret, { person: stranger }, {})).rejects.toMatchObject({
    code: 'forbidden',
    text: { key: 'members.errors.otherAddress' },
  })
  await expect(acceptInvitation(db, second.secret, { name: 'Both', password }, {})).rejects.toMatchObject({
    code: 'conflict',
    field: 'account',
  })
  const person = { id: personId, name: 'Both', email }
  await acceptInvitation(db, second.secret, { person }, {})
  expect(await listMembers(globex)).toMatchObject([{ id: personId, role: 'admin' }])
  expect(await listMembers(acme)).toMatchObject([{ id: personId, role: 'auditor' }])
})

test('an old invitation takes nothing from who is a member already', async () => {
  const ctx = await testContext(db)
  const email = `owner@${ctx.tenantSlug}.example`
  const early = await invite(ctx, email, 'owner')
  const { personId } = await acceptInvitation(db, early.secret, { name: 'Owner', password }, {})
  await expect(inviteMembers(ctx, { emails: [email], role: 'auditor' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'emails',
    text: { values: { emails: [email] } },
  })
  expect(await listMembers(ctx)).toMatchObject([{ id: personId, role: 'owner' }])
})

test('a second invitation of an address, and a renewed one, end the link before', async () => {
  const ctx = await testContext(db)
  const email = `again@${ctx.tenantSlug}.example`
  const first = await invite(ctx, email)
  const second = await invite(ctx, email, 'auditor')
  expect(await readInvitation(db, first.secret)).toBeUndefined()
  const [open] = await listInvitations(ctx)
  expect(open).toMatchObject({ email, role: 'auditor', expired: false })
  const third = await renewInvitation(ctx, open?.id ?? '')
  expect(await readInvitation(db, second.secret)).toBeUndefined()
  expect(await readInvitation(db, third.secret)).toMatchObject({ state: 'open', role: 'auditor' })
  await revokeInvitation(ctx, open?.id ?? '')
  expect(await readInvitation(db, third.secret)).toMatchObject({ state: 'ended' })
  await expect(renewInvitation(ctx, open?.id ?? '')).rejects.toMatchObject({ code: 'not-found' })
})

test('an invitation that has expired says so and lets nobody in', async () => {
  const ctx = await testContext(db)
  const { secret } = await invite(ctx, `late@${ctx.tenantSlug}.example`)
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.run(
      { name: 'age_invitations', text: `update invitations set expires_at = now() - interval '1 minute'` },
      [],
    ),
  )
  expect(await readInvitation(db, secret)).toMatchObject({ state: 'expired' })
  await expect(acceptInvitation(db, secret, { name: 'Late', password }, {})).rejects.toMatchObject({
    code: 'conflict',
    text: { key: 'members.errors.expired' },
  })
  expect(await listInvitations(ctx)).toMatchObject([{ expired: true }])
})

test('who declines joins nothing, and the link has ended', async () => {
  const ctx = await testContext(db)
  const { secret } = await invite(ctx, `no@${ctx.tenantSlug}.example`)
  await declineInvitation(db, secret, {})
  expect(await listMembers(ctx)).toEqual([])
  await expect(acceptInvitation(db, secret, { name: 'No', password }, {})).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('an Admin invites anybody but Owners; Operators and Auditors invite nobody', async () => {
  const ctx = await testContext(db)
  const email = `who@${ctx.tenantSlug}.example`
  const admin = asRole(ctx, 'admin')
  await expect(inviteMembers(admin, { emails: [email], role: 'owner' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const owner = await invite(ctx, email, 'owner')
  const [open] = await listInvitations(admin)
  await expect(renewInvitation(admin, open?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(revokeInvitation(admin, open?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' })
  for (const role of ['operator', 'auditor'] as const) {
    await expect(
      inviteMembers(asRole(ctx, role), { emails: [email], role: 'auditor' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await readInvitation(db, owner.secret)).toMatchObject({ state: 'open', role: 'owner' })
})

test('what is no link of ours names nothing, whatever it looks like', async () => {
  const ctx = await testContext(db)
  const { secret } = await invite(ctx, `odd@${ctx.tenantSlug}.example`)
  const other = await testContext(db)
  const swapped = (await invite(other, 'x@y.example')).secret.slice(0, 22) + secret.slice(22)
  for (const text of [
    '',
    'x',
    `${secret}A`,
    secret.slice(0, -1),
    swapped,
    '../../etc',
    '\u0000',
    secret.toLowerCase(),
  ]) {
    expect(await readInvitation(db, text)).toBeUndefined()
  }
})

test('addresses are read as people paste them, each once, and what is none is named', () => {
  const read = (emails: string) => invitationsInput.safeParse({ emails, role: 'admin' })
  expect(read(' a@b.example,\nA@B.example; <c@d.example>  e@f.example ').data?.emails).toEqual([
    'A@B.example',
    'c@d.example',
    'e@f.example',
  ])
  expect(read('a@b.example nobody').error?.issues[0]).toMatchObject({
    message: say('members.errors.notEmail', { email: 'nobody' }),
  })
  expect(read(' \n ').error?.issues[0]).toMatchObject({ message: say('members.errors.enterEmail') })
  const many = Array.from({ length: 51 }, (_, n) => `p${n}@acme.example`).join('\n')
  expect(read(many).error?.issues[0]).toMatchObject({
    message: say('members.errors.tooManyEmails', { count: 51 }),
  })
})
