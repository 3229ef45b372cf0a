import { type Database, outsideTenants, type Tx } from '@/db/client'
import { deleteFact, lockFact, upsertFact } from '@/db/queries/installation'
import { hasTenants, lockCompanies } from '@/db/queries/tenancy'
import { fingerprint, randomText, sameHash } from '@/lib/base/secret'

/** What cannot be mistaken for another when it is read aloud or typed from a screen. */
const UNAMBIGUOUS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const SETUP_CODES = 'setup-codes'
const ORIGIN = 'origin'
/** Several processes may start at once, and each prints a code of its own. */
const CODES_KEPT = 8

/** True once somebody has made the first company; setup is over then. */
export function hasCompany(db: Database): Promise<boolean> {
  return outsideTenants(db, hasTenants)
}

/**
 * A new one-time code for the first visitor, such as `K7QM-2XPA-VD9E-H4TC`, or undefined once a company
 * exists. Only its fingerprint is kept.
 */
export function ensureSetupCode(db: Database): Promise<string | undefined> {
  return outsideTenants(db, async (tx) => {
    await lockCompanies(tx)
    if (await hasTenants(tx)) return undefined
    const code = randomText(16, UNAMBIGUOUS)
    const kept = (await readCodes(tx)).slice(1 - CODES_KEPT)
    await upsertFact(tx, SETUP_CODES, [...kept, fingerprintOf(code).toString('hex')])
    return code.replace(/.{4}(?=.)/g, '$&-')
  })
}

/** True when the code is one that was given out and no company exists yet. */
export async function isSetupCode(tx: Tx, code: string): Promise<boolean> {
  const given = fingerprintOf(code)
  return (await readCodes(tx)).some((known) => sameHash(Buffer.from(known, 'hex'), given))
}

/** Ends setup: no code is accepted any more. */
export function burnSetupCodes(tx: Tx): Promise<void> {
  return deleteFact(tx, SETUP_CODES)
}

/** Remembers where the server was last started, for commands that run beside it. */
export function noteOrigin(db: Database, origin: string): Promise<void> {
  return outsideTenants(db, (tx) => upsertFact(tx, ORIGIN, origin))
}

/** Where the server was last started; undefined before the first start. */
export async function knownOrigin(db: Database): Promise<string | undefined> {
  const origin = await outsideTenants(db, (tx) => lockFact(tx, ORIGIN))
  return typeof origin === 'string' ? origin : undefined
}

async function readCodes(tx: Tx): Promise<string[]> {
  return ((await lockFact(tx, SETUP_CODES)) ?? []) as string[]
}

function fingerprintOf(code: string): Buffer {
  return fingerprint(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}
