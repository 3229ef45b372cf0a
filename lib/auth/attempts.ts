import type { Database } from '@/db/client'
import { rateLimit } from '@/db/rate-limits'
import { AppError } from '@/lib/base/errors'
import { fingerprint } from '@/lib/base/secret'

/** Where a request comes from, as far as that can be known. */
export type Visitor = { readonly address?: string; readonly userAgent?: string }

const MINUTE = 60

/** Guessing one account from one place, one account from many places, and many accounts from one place. */
const SIGN_IN = [
  { name: 'sign-in', points: 8, seconds: 5 * MINUTE, of: 'account+address' },
  { name: 'sign-in-account', points: 50, seconds: 60 * MINUTE, of: 'account' },
  { name: 'sign-in-address', points: 200, seconds: 15 * MINUTE, of: 'address' },
] as const

const SETUP = [{ name: 'setup', points: 20, seconds: 15 * MINUTE, of: 'address' }] as const

type Limits = typeof SIGN_IN | typeof SETUP

/** Counts a try to sign in before the password is looked at. @throws AppError `limit` */
export function countSignIn(db: Database, account: string, visitor: Visitor): Promise<() => Promise<void>> {
  return count(db, SIGN_IN, account, visitor)
}

/** Counts a try of the setup code. @throws AppError `limit` */
export function countSetup(db: Database, visitor: Visitor): Promise<() => Promise<void>> {
  return count(db, SETUP, '', visitor)
}

/** Returns how to forgive the tries so far: what one does after one that was right. */
async function count(
  db: Database,
  limits: Limits,
  account: string,
  visitor: Visitor,
): Promise<() => Promise<void>> {
  const counters = limits.map((limit) => ({
    key: keyOf(limit.of, account, visitor),
    counter: rateLimit(db, limit),
    forgivable: limit.of !== 'address',
  }))
  const waits = await Promise.all(counters.map(({ counter, key }) => counter.take(key)))
  const wait = Math.max(...waits)
  if (wait > 0) throw new AppError('limit', `Too many attempts. Try again in ${inMinutes(wait)}.`)
  return async () => {
    const own = counters.filter(({ forgivable }) => forgivable)
    await Promise.all(own.map(({ counter, key }) => counter.clear(key)))
  }
}

/** Neither addresses nor accounts are kept in clear among the counters. */
function keyOf(of: Limits[number]['of'], account: string, { address = '' }: Visitor): string {
  const parts = { 'account+address': [account, address], account: [account], address: [address] }[of]
  return fingerprint(JSON.stringify(parts)).toString('base64url')
}

function inMinutes(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
