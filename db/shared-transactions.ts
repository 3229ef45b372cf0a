import { type Database, IN_FLIGHT, inTenant, type Tx } from './client'
import { PRESUMED_WRONGLY } from './transaction'

/** With whom a write may share its transaction. */
export type Together = {
  readonly line: string
  /** What the write is about: a person, a group. Writes of one name are never in two transactions at a time. */
  readonly name: string
  /**
   * Which parts of it the write touches. Writes of one name that touch different parts share a transaction, and come
   * one after the other by `inTurn`; without parts, there is one of a name.
   */
  readonly parts?: readonly string[] | undefined
}

/** One write that may share its transaction. */
type Ride = Together & {
  readonly work: (tx: Tx) => Promise<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

type Line = { waiting: Ride[]; aboard: Set<string>; flights: number }

/** Writes of one transaction: what fails is run again, and everybody aboard waits for everybody. */
const MOST = 32

const lines = new WeakMap<Database, Map<string, Line>>()

/**
 * Runs `work` in a transaction of the tenant that it may share with others that arrive at the same moment, so that
 * many small writes wait for one COMMIT. All of them are on disk before any of them is answered.
 *
 * Works of one transaction run side by side, and what they ask for by `tx.find` is asked for together. They must not
 * touch the same rows, except `inTurn`. When something does not hold that was presumed, all of them run again in one that
 * asks (`Tx.presumes`). When anything else fails, the transaction is rolled back and each of its works runs again in one
 * of its own, so that nobody fails for another; `work` must do nothing outside `tx`.
 */
export function inSharedTransaction<T>(
  db: Database,
  tenantId: string,
  { line, name, parts }: Together,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const key = `${tenantId} ${line}`
  const at = lineOf(db, key)
  return new Promise((resolve, reject) => {
    at.waiting.push({ line, name, parts, work, resolve: resolve as Ride['resolve'], reject })
    if (at.waiting.length === 1 && at.flights < IN_FLIGHT) setImmediate(depart, db, tenantId, key, at)
  })
}

const turns = new WeakMap<Tx, Promise<unknown>>()

/** Runs `write` when all those that came before it in this transaction have ended. */
export function inTurn<T>(tx: Tx, write: () => Promise<T>): Promise<T> {
  const turn = (turns.get(tx) ?? Promise.resolve()).then(write)
  turns.set(
    tx,
    turn.catch(() => {}),
  )
  return turn
}

function lineOf(db: Database, key: string): Line {
  const ofDatabase = lines.get(db) ?? new Map<string, Line>()
  lines.set(db, ofDatabase)
  const line = ofDatabase.get(key) ?? { waiting: [], aboard: new Set(), flights: 0 }
  ofDatabase.set(key, line)
  return line
}

async function depart(db: Database, tenantId: string, key: string, line: Line): Promise<void> {
  if (line.flights >= IN_FLIGHT) return
  const rides = board(line)
  if (rides.length === 0) return
  const names = new Set(rides.map(({ name }) => name))
  for (const name of names) line.aboard.add(name)
  line.flights += 1
  try {
    await fly(db, tenantId, rides)
  } finally {
    line.flights -= 1
    for (const name of names) line.aboard.delete(name)
    // Who is just about to come still comes along.
    if (line.waiting.length > 0) setImmediate(depart, db, tenantId, key, line)
    else if (line.flights === 0) lines.get(db)?.delete(key)
  }
}

/**
 * Takes those who wait off the line, except whose name is under way already, or who touch what somebody aboard does.
 * They come in the order of their names, as everybody holds several rows: two who each wait for what the other holds
 * would wait for PostgreSQL to notice.
 */
function board(line: Line): Ride[] {
  const boarding: Ride[] = []
  const staying: Ride[] = []
  const touched = new Set<string>()
  for (const ride of line.waiting) {
    const touches = ride.parts?.map((part) => `${ride.name} ${part}`) ?? [ride.name]
    const stays =
      boarding.length >= MOST || line.aboard.has(ride.name) || touches.some((part) => touched.has(part))
    ;(stays ? staying : boarding).push(ride)
    // Who stays is not overtaken by who came later for the same.
    for (const part of touches) touched.add(part)
  }
  line.waiting = staying
  return boarding.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
}

async function fly(db: Database, tenantId: string, rides: readonly Ride[], presumes = true): Promise<void> {
  try {
    const results = await inTenant(db, tenantId, (tx) => runAll(tx, rides), { plansOnce: true, presumes })
    for (const [index, { resolve }] of rides.entries()) resolve(results[index])
  } catch (error) {
    if (presumes && wasPresumedWrongly(error)) await fly(db, tenantId, rides, false)
    else if (rides.length === 1) rides[0]?.reject(error)
    else
      await Promise.all(
        rides.map((ride) => inTenant(db, tenantId, ride.work).then(ride.resolve, ride.reject)),
      )
  }
}

function wasPresumedWrongly(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === PRESUMED_WRONGLY
}

/** The results in the order of the rides. Nothing is left running when it rejects. */
async function runAll(tx: Tx, rides: readonly Ride[]): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(rides.map(({ work }) => work(tx)))
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
