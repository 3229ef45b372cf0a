import type { Database } from '@/db/client'
import { rateLimit } from '@/db/rate-limits'
import { AppError } from '@/lib/base/errors'
import { fingerprint } from '@/lib/base/secret'

/** Where a request comes from, as far as that can be known. */
export type Visitor = {
  readonly address?: string
  readonly userAgent?: string
  /** What the request is called in the log and in the audit log. */
  readonly requestId?: string
}

const MINUTE = 60

type Limit = {
  name: string
  points: number
  seconds: number
  of: 'account+address' | 'account' | 'address'
  /** A try that was right counts as well. */
  isKept?: boolean
}

/** Tries that one account has from one address. */
export const SIGN_IN_TRIES = { points: 8, seconds: 5 * MINUTE }

/** All rules hold; a rule of several limits is broken only when all of them are. */
type Rules = readonly (readonly Limit[])[]

/**
 * Guessing one account from one place, many accounts from one place, and one account from many places. While
 * the last is going on, each place still has a few tries, or strangers could keep the owner out. A whole office
 * signs in from one address: what was right there is given back, and only counts towards how many passwords
 * one place may have worked out at all.
 */
const SIGN_IN: Rules = [
  [{ name: 'sign-in', ...SIGN_IN_TRIES, of: 'account+address' }],
  [{ name: 'sign-in-address', points: 200, seconds: 15 * MINUTE, of: 'address' }],
  [{ name: 'sign-in-load', points: 3_000, seconds: 15 * MINUTE, of: 'address', isKept: true }],
  [
    { name: 'sign-in-account', points: 50, seconds: 60 * MINUTE, of: 'account' },
    { name: 'sign-in-place', points: 3, seconds: 60 * MINUTE, of: 'account+address' },
  ],
]

const SETUP: Rules = [[{ name: 'setup', points: 20, seconds: 15 * MINUTE, of: 'address' }]]

const SETUP_CODE: Rules = [[{ name: 'setup-code', points: 20, seconds: 15 * MINUTE, of: 'address' }]]

/** One person who is turned away: so often, it is worth a row of the audit log. */
const TURNED_AWAY = { name: 'turned-away', points: 1, seconds: 60 * MINUTE }
const TURNED_AWAY_PERSON = { name: 'turned-away-person', points: 20, seconds: 60 * MINUTE }

/** Whether it is news that a person was turned away from there: once an hour, and from twenty places at most. */
export async function isNewsElsewhere(
  db: Database,
  of: { tenantId: string; personId: string },
  { address = '' }: Visitor,
): Promise<boolean> {
  const person = [of.tenantId, of.personId]
  if ((await rateLimit(db, TURNED_AWAY).take(hidden([...person, address]))) > 0) return false
  return (await rateLimit(db, TURNED_AWAY_PERSON).take(hidden(person))) === 0
}

/** Counts a try to sign in before the password is looked at. @throws AppError `limit` */
export function countSignIn(db: Database, account: string, visitor: Visitor): Promise<() => Promise<void>> {
  return count(db, SIGN_IN, account, visitor)
}

/** Counts a try of the setup code. @throws AppError `limit` */
export function countSetup(db: Database, visitor: Visitor): Promise<() => Promise<void>> {
  return count(db, SETUP, '', visitor)
}

/** Counts a try of the six digits of a setup link. @throws AppError `limit` */
export async function countSetupCode(db: Database, visitor: Visitor): Promise<void> {
  await count(db, SETUP_CODE, '', visitor)
}

/**
 * Returns how to forgive: what one does after a try that was right. This account begins anew at this place; of
 * what was tried at others from here, and at this one from elsewhere, only this try is given back.
 */
async function count(
  db: Database,
  rules: Rules,
  account: string,
  visitor: Visitor,
): Promise<() => Promise<void>> {
  const counters = rules.map((limits) =>
    limits.map((limit) => ({
      ...limit,
      key: keyOf(limit.of, account, visitor),
      counter: rateLimit(db, limit),
    })),
  )
  const waits = await Promise.all(
    counters.map(async (any) =>
      Math.min(...(await Promise.all(any.map(({ counter, key }) => counter.take(key))))),
    ),
  )
  const wait = Math.max(...waits)
  if (wait > 0) {
    throw new AppError('limit', { key: 'errors.attempts', values: { minutes: Math.ceil(wait / 60_000) } })
  }
  return async () => {
    await Promise.all(
      counters.flat().map(({ of, isKept, counter, key }) => {
        if (isKept) return undefined
        return of === 'account+address' ? counter.clear(key) : counter.giveBack(key)
      }),
    )
  }
}

function keyOf(of: Limit['of'], account: string, { address = '' }: Visitor): string {
  return hidden({ 'account+address': [account, address], account: [account], address: [address] }[of])
}

/** Neither addresses nor accounts are kept in clear among the counters. */
function hidden(parts: readonly string[]): string {
  return fingerprint(JSON.stringify(parts)).toString('base64url')
}
