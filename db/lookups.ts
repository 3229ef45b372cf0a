import { askInTenant, type Database, IN_FLIGHT, type Lookup } from './client'
import { questionOf } from './transaction'

type Numbered = { place: number }
type Asker = { readonly resolve: (row: unknown) => void; readonly reject: (error: unknown) => void }
/** One key, and everybody who asks for it. */
type Question = {
  readonly lookup: Lookup<unknown>
  readonly key: readonly unknown[]
  readonly askers: Asker[]
}
type Line = { waiting: Map<string, Question>; flights: number }

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
  const text = `${lookup.name} ${key.join('\n')}`
  const question = line.waiting.get(text) ?? { lookup, key, askers: [] }
  return new Promise((resolve, reject) => {
    question.askers.push({ resolve: resolve as Asker['resolve'], reject })
    line.waiting.set(text, question)
    if (line.waiting.size === 1 && question.askers.length === 1 && line.flights < IN_FLIGHT) {
      setImmediate(depart, db, tenantId, line)
    }
  })
}

function lineOf(db: Database, tenantId: string): Line {
  const ofTenants = lines.get(db) ?? new Map<string, Line>()
  const line = ofTenants.get(tenantId) ?? { waiting: new Map(), flights: 0 }
  if (!ofTenants.has(tenantId)) lines.set(db, ofTenants.set(tenantId, line))
  return line
}

async function depart(db: Database, tenantId: string, line: Line): Promise<void> {
  if (line.waiting.size === 0 || line.flights >= IN_FLIGHT) return
  const questions = takeFrom(line.waiting)
  line.flights += 1
  try {
    const kinds = kindsOf(questions)
    const answers = await askInTenant(
      db,
      tenantId,
      kinds.map(([lookup, asked]) =>
        questionOf(
          lookup,
          tenantId,
          asked.map(({ key }) => key),
        ),
      ),
    )
    for (const [kind, [, asked]] of kinds.entries()) {
      const places = new Map((answers[kind] as Numbered[]).map((row) => [Number(row.place), row]))
      for (const [index, { askers }] of asked.entries()) {
        for (const { resolve } of askers) resolve(places.get(index + 1))
      }
    }
  } catch (error) {
    for (const { askers } of questions) for (const { reject } of askers) reject(error)
  } finally {
    line.flights -= 1
    if (line.waiting.size > 0) void depart(db, tenantId, line)
    else if (line.flights === 0) lines.get(db)?.delete(tenantId)
  }
}

function takeFrom(waiting: Line['waiting']): Question[] {
  const taken = [...waiting].slice(0, MOST)
  for (const [text] of taken) waiting.delete(text)
  return taken.map(([, question]) => question)
}

function kindsOf(questions: readonly Question[]): [Lookup<unknown>, Question[]][] {
  const kinds = new Map<string, [Lookup<unknown>, Question[]]>()
  for (const question of questions) {
    const kind = kinds.get(question.lookup.name)
    if (kind) kind[1].push(question)
    else kinds.set(question.lookup.name, [question.lookup, [question]])
  }
  return [...kinds.values()]
}
