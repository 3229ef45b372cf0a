import { askInTenant, type Database, IN_FLIGHT, type Lookup, type Statement } from './client'
import { columnsOf } from './transaction'

type Numbered = { place: number }
type Question = {
  readonly lookup: Statement
  readonly key: readonly unknown[]
  readonly resolve: (row: unknown) => void
  readonly reject: (error: unknown) => void
}
type Line = { waiting: Question[]; flights: number }

/** Keys of one statement. */
const MOST = 100

const lines = new WeakMap<Database, Map<string, Line>>()

/**
 * Asks for the row of a key. Questions of one tenant that arrive together are asked in one transaction, one
 * statement for each kind, after the last of them has arrived: every answer is as fresh as one of its own.
 */
export function lookUp<Row>(
  db: Database,
  tenantId: string,
  lookup: Lookup<Row>,
  key: readonly unknown[],
): Promise<Row | undefined> {
  const line = lineOf(db, tenantId)
  return new Promise((resolve, reject) => {
    line.waiting.push({ lookup, key, resolve: resolve as Question['resolve'], reject })
    if (line.waiting.length === 1 && line.flights < IN_FLIGHT) setImmediate(depart, db, tenantId, line)
  })
}

function lineOf(db: Database, tenantId: string): Line {
  const ofTenants = lines.get(db) ?? new Map<string, Line>()
  const line = ofTenants.get(tenantId) ?? { waiting: [], flights: 0 }
  if (!ofTenants.has(tenantId)) lines.set(db, ofTenants.set(tenantId, line))
  return line
}

async function depart(db: Database, tenantId: string, line: Line): Promise<void> {
  if (line.waiting.length === 0 || line.flights >= IN_FLIGHT) return
  const questions = line.waiting.splice(0, MOST)
  line.flights += 1
  try {
    const kinds = kindsOf(questions)
    const answers = await askInTenant(
      db,
      tenantId,
      kinds.map(([lookup, asked]) => [lookup, [tenantId, ...columnsOf(asked.map(({ key }) => key))]]),
    )
    for (const [kind, [, asked]] of kinds.entries()) {
      const places = new Map((answers[kind] as Numbered[]).map((row) => [Number(row.place), row]))
      for (const [index, { resolve }] of asked.entries()) resolve(places.get(index + 1))
    }
  } catch (error) {
    for (const { reject } of questions) reject(error)
  } finally {
    line.flights -= 1
    if (line.waiting.length > 0) void depart(db, tenantId, line)
    else if (line.flights === 0) lines.get(db)?.delete(tenantId)
  }
}

function kindsOf(questions: readonly Question[]): [Statement, Question[]][] {
  const kinds = new Map<string, [Statement, Question[]]>()
  for (const question of questions) {
    const kind = kinds.get(question.lookup.name)
    if (kind) kind[1].push(question)
    else kinds.set(question.lookup.name, [question.lookup, [question]])
  }
  return [...kinds.values()]
}
