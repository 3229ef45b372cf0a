import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { asPerson, inTenant } from '@/db/client'
import { database } from '@/db/database'
import { selectMembers } from '@/db/queries/console-members'
import { selectPerson } from '@/db/queries/people'
import { selectMembership } from '@/db/queries/tenancy'
import type { Self } from '@/lib/account/account'
import { AppError } from '@/lib/base/errors'
import { noteFailure } from '@/lib/base/page-status'
import { noteElsewhere, noteRefusal } from '@/lib/history/audit-events'
import { isAllowed } from '@/lib/integrations/allowed-addresses'
import { originOf, scimOriginOf } from '@/lib/provisioning/door'
import type { Ctx } from '@/lib/tenancy/context'
import { contextOfMember } from '@/lib/tenancy/member-context'
import { type Permission, type Role, requirePermission } from '@/lib/tenancy/permissions'
import { isNewsElsewhere } from './attempts'
import { readSession, visitor } from './browser-session'
import { returnPath } from './return-path'
import { provenUntil } from './session-claims'
import { type Past, pastLimit, type Remaining, remainingOf } from './session-limits'
import { noteSession } from './sessions'
import type { Person } from './sign-in'

/** A member of a company in front of its console. */
export type Member = {
  ctx: Ctx
  role: Role
  lastVisitedAt: Date | null
  /** How long the company lets the session go on. */
  session: Remaining
}

/** Whom they may ask, by name, and what to tell them. */
export type TurnedAway = { company: string; email: string; owners: string[]; address: string | null }

/**
 * The context of the signed-in member for the company that the URL names. Who is not signed in is sent to
 * sign in and back; a company that does not exist, or is not theirs, is not found.
 *
 * @throws AppError `forbidden` when the member's role lacks the permission
 */
export const requireMember = cache(async (tenantSlug: string, permission: Permission): Promise<Ctx> => {
  const ctx = await memberWith(tenantSlug, permission)
  requirePermission(ctx, permission)
  return ctx
})

/**
 * The same for a page that has something to say to who lacks the permission: it looks into `ctx.permissions` itself.
 * That they asked is in the audit log.
 */
export const memberWith = cache(async (tenantSlug: string, permission: Permission): Promise<Ctx> => {
  const { ctx } = await requireMembership(tenantSlug)
  if (!ctx.permissions.has(permission)) await noteRefusal(ctx, permission)
  return ctx
})

/** The same without a permission: for the frame around the pages. */
export async function requireMembership(tenantSlug: string): Promise<Member> {
  const found = await findMember(tenantSlug)
  if (found === 'unauthenticated') return toSignIn(`/c/${encodeURIComponent(tenantSlug)}`)
  if (found === 'signed-out') return toSignIn(`/c/${encodeURIComponent(tenantSlug)}`, '&signed-out=1')
  if (found === 'idle' || found === 'long') {
    return toSignIn(`/c/${encodeURIComponent(tenantSlug)}`, `&again=${found}`)
  }
  if (found === 'elsewhere') return toElsewhere(tenantSlug)
  if (found === 'not-found') return notFound()
  return found
}

export type NoContext = 'unauthenticated' | 'not-found' | 'elsewhere'
export type MemberContext = { ok: true; ctx: Ctx } | { ok: false; reason: NoContext }

/** The same for doors that answer with JSON or a stream: it tells instead of redirecting. */
export async function memberContext(tenantSlug: string): Promise<MemberContext> {
  const found = await findMember(tenantSlug)
  if (typeof found !== 'string') return { ok: true, ctx: found.ctx }
  const reason = found === 'not-found' || found === 'elsewhere' ? found : 'unauthenticated'
  return { ok: false, reason }
}

/** Who is signed in, or null. An account that is gone and a session that was ended are nobody. */
export const currentPerson = cache(async (): Promise<Person | null> => {
  const session = await readSession()
  if (!session) return null
  const { personId, sessionId } = session
  const row = await asPerson(database(), personId, (tx) => selectPerson(tx, personId, sessionId))
  if (!row || row.sessionsValidFrom.getTime() > session.startedAt) return null
  await noteSession(database(), { ...session, lastSeenAt: row.lastSeenAt }, await visitor())
  return { id: row.id, name: row.name, email: row.email }
})

/** The signed-in person in front of their own account. Who is not signed in is sent to sign in and back. */
export const requireSelf = cache(async (): Promise<Self & { person: Person }> => {
  const [person, session] = await Promise.all([currentPerson(), readSession()])
  if (!person || !session) return toSignIn('/account/profile')
  const { sessionId, startedAt } = session
  return { db: database(), personId: person.id, sessionId, startedAt, person }
})

/** What a company's slug looks like; anything else in a URL names none. */
const SLUG = /^[a-z0-9-]{1,64}$/

/**
 * `signed-out`: an administrator of the company has ended this session there; elsewhere it goes on, as does one that is
 * past the limits of this company. `elsewhere`: the company lets nobody in from where they are.
 */
type Absent = 'unauthenticated' | 'signed-out' | 'not-found' | 'elsewhere' | Past

/** The membership as it stands, before it is asked whether it holds here and now. */
const findRow = cache(async (tenantSlug: string) => {
  const session = await readSession()
  if (!session) return 'unauthenticated'
  if (!SLUG.test(tenantSlug)) return 'not-found'
  const row = await asPerson(database(), session.personId, (tx) => selectMembership(tx, session, tenantSlug))
  if (!row || row.sessionsValidFrom.getTime() > session.startedAt) return 'unauthenticated'
  const { tenantId, tenantName, role } = row
  return tenantId && tenantName && role
    ? { session, row: { ...row, tenantId, tenantName, role } }
    : 'not-found'
})

const findMember = cache(async (tenantSlug: string): Promise<Member | Absent> => {
  const found = await findRow(tenantSlug)
  if (typeof found === 'string') return found
  const { session, row } = found
  const from = await visitor()
  if (!isAllowed(row.consoleAddresses ?? [], from.address ?? null)) {
    if (await isNewsElsewhere(database(), row, from)) {
      await noteElsewhere(database(), row.tenantId, { ...row, id: row.personId }, from)
    }
    return 'elsewhere'
  }
  if (row.memberSessionsValidFrom && row.memberSessionsValidFrom.getTime() > session.startedAt) {
    return 'signed-out'
  }
  const { sessionIdleMinutes, sessionHours } = row
  if (sessionIdleMinutes === null || sessionHours === null) return 'not-found'
  const limits = { sessionIdleMinutes, sessionHours }
  const { startedAt } = session
  const past = pastLimit(limits, { ...row, startedAt })
  if (past) return past
  const { tenantId, tenantName, role, personId, name, email } = row
  const masksForAuditors = row.masksForAuditors ?? false
  const membership = { tenantId, tenantSlug, tenantName, personId, name, email, role, masksForAuditors }
  return {
    ctx: contextOfMember(database(), membership, from, provenUntil(row.provedSecondsAgo)),
    role,
    lastVisitedAt: row.lastVisitedAt,
    session: remainingOf(limits, { startedAt, activeAt: row.activeAt }),
  }
})

/** What a member is told who comes from where the company lets nobody in; undefined when that is not so. */
export async function turnedAway(tenantSlug: string): Promise<TurnedAway | undefined> {
  const [member, found] = [await findMember(tenantSlug), await findRow(tenantSlug)]
  if (member !== 'elsewhere' || typeof found === 'string') return undefined
  const { tenantId, tenantName: company, email } = found.row
  const members = await inTenant(database(), tenantId, (tx) => selectMembers(tx, tenantId))
  const owners = members.filter(({ role }) => role === 'owner').map(({ name }) => name)
  return { company, email, owners, address: (await visitor()).address ?? null }
}

/** The address that an identity provider of this company calls: what people copy. */
export async function scimBaseUrl(tenantSlug: string): Promise<string> {
  return `${scimOriginOf(Object.fromEntries(await headers()))}/api/scim/${tenantSlug}`
}

/** The whole link of an invitation, as its inviter hands it over. */
export async function invitationUrl(secret: string): Promise<string> {
  return `${originOf(Object.fromEntries(await headers()))}/invite/${secret}`
}

/**
 * To the sign-in page, and from there back to the page being asked for. A form that is being sent stays where it is,
 * with what was typed, and is told instead.
 */
async function toSignIn(fallback: string, also = ''): Promise<never> {
  const asked = await headers()
  if (asked.has('next-action')) {
    noteFailure(401)
    throw new AppError('unauthenticated', {
      key: 'errors.signedOut',
      values: { kept: { key: 'errors.nothingChanged' } },
    })
  }
  const here = returnPath(asked.get('x-rollcall-path')) ?? fallback
  return redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}${also}` as Route)
}

/** To the page that says so. A form that is being sent stays where it is, with what was typed. */
async function toElsewhere(tenantSlug: string): Promise<never> {
  const asked = await headers()
  if (asked.has('next-action')) {
    noteFailure(403)
    throw new AppError('forbidden', {
      key: 'errors.elsewhere',
      values: { address: (await visitor()).address ?? '', kept: { key: 'errors.nothingChanged' } },
    })
  }
  const callbackUrl = returnPath(asked.get('x-rollcall-path')) ?? `/c/${encodeURIComponent(tenantSlug)}`
  return redirect(
    `/elsewhere/${encodeURIComponent(tenantSlug)}?callbackUrl=${encodeURIComponent(callbackUrl)}` as Route,
  )
}
