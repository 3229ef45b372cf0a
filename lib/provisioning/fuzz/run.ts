import type { Database } from '@/db/client'
import { flushActivity } from '@/lib/activity/recorder'
import { type Random, seededRandom } from '@/lib/idp/random'
import { handle } from '../handle'
import type { ScimRequest, ScimResponse } from '../request'
import { answerScim } from '../route-door'
import { faultsOfDirectory } from './aftermath'
import type { Template } from './corpus'
import { faultsOf, inheritedNames } from './faults'
import { Known } from './known'
import { type Attack, randomRequest } from './request'
import { countAccepted, dumpTenant } from './rows'
import { openTenants, SECRET_OF_OTHERS, type Tenants } from './tenants'

export type FuzzOptions = {
  corpus: readonly Template[]
  requests: number
  /** The same seed makes the same requests, but for the ids that the answers have told. */
  seed: number
  /** How many requests are under way at a time. */
  concurrency: number
  onProgress?: (done: number) => void
}

export type FuzzReport = {
  statuses: Record<number, number>
  /** What must not be, with the request that led to it; the first fifty. */
  faults: string[]
  /** The slowest requests, slowest first. */
  slowest: { milliseconds: number; request: string }[]
  people: number
  groups: number
}

const FAULTS_KEPT = 50
const SLOWEST_KEPT = 5

/**
 * Sends random requests to the endpoint of this process as one company's integration, and looks at all that must hold
 * whatever is sent: every answer is SCIM and none is a 5xx, nothing is left behind in the process, another company's
 * rows are what they were, the log holds every call, and the directory can still be read and written back.
 */
export async function fuzz(db: Database, options: FuzzOptions): Promise<FuzzReport> {
  const tenants = await openTenants(db)
  const run = new FuzzRun(tenants, options)
  const names = inheritedNames()
  const before = await dumpTenant(db, tenants.other.ctx.tenantId)
  const rejected = (reason: unknown) => run.fault(`an unhandled rejection: ${String(reason)}`)
  process.on('unhandledRejection', rejected)
  try {
    await Promise.all(Array.from({ length: options.concurrency }, () => run.work()))
    await flushActivity()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    process.off('unhandledRejection', rejected)
  }
  if (inheritedNames() !== names) run.fault('a prototype of the process was changed')
  const after = await dumpTenant(db, tenants.other.ctx.tenantId)
  for (const [table, rows] of Object.entries(after)) {
    if (rows.join('\n') !== before[table]?.join('\n')) run.fault(`the other company's ${table} changed`)
  }
  const logged = await countAccepted(db, tenants.own.ctx.tenantId)
  if (logged !== run.accepted) run.fault(`${run.accepted} calls were let in, and the log holds ${logged}`)
  const { faults, people, groups } = await faultsOfDirectory(tenants.own)
  for (const fault of faults) run.fault(fault)
  return { ...run.report(), people, groups }
}

/** The requests of a run, and what came of them. */
class FuzzRun {
  readonly #options: FuzzOptions
  readonly #attack: Attack
  readonly #statuses: Record<number, number> = {}
  readonly #faults: string[] = []
  #slowest: { milliseconds: number; request: string }[] = []
  #next = 0
  #done = 0
  /** How many calls were let in at our own company. */
  accepted = 0

  constructor({ own, other }: Tenants, options: FuzzOptions) {
    this.#options = options
    this.#attack = {
      corpus: options.corpus,
      known: new Known(),
      slug: own.ctx.tenantSlug,
      token: own.token,
      foreign: { slug: other.ctx.tenantSlug, token: other.token, ids: other.ids },
    }
  }

  /** Sends until there is no more to send. */
  async work(): Promise<void> {
    while (this.#next < this.#options.requests) {
      const number = this.#next++
      const random = seededRandom(Math.imul(this.#options.seed, 0x9e3779b1) + number)
      await this.#send(number, randomRequest(this.#attack, random), random)
      this.#options.onProgress?.(++this.#done)
    }
  }

  async #send(number: number, request: ScimRequest, random: Random): Promise<void> {
    const started = performance.now()
    try {
      const answer = await sendThroughADoor(request, random)
      this.#time(performance.now() - started, number, request)
      this.#statuses[answer.status] = (this.#statuses[answer.status] ?? 0) + 1
      if (answer.status !== 401) this.accepted++
      const faults = faultsOf(answer)
      if (answer.body.includes(SECRET_OF_OTHERS)) faults.push("an answer with the other company's data")
      for (const fault of faults) this.fault(`${fault}: ${this.#shown(number, request)} → ${answer.body}`)
      if (answer.body !== '' && answer.status < 300) this.#attack.known.learn(JSON.parse(answer.body))
    } catch (error) {
      this.fault(`the endpoint threw ${String(error)}: ${this.#shown(number, request)}`)
    }
  }

  fault(what: string): void {
    if (this.#faults.length < FAULTS_KEPT) this.#faults.push(what.slice(0, 4_000))
  }

  report(): Pick<FuzzReport, 'statuses' | 'faults' | 'slowest'> {
    return { statuses: this.#statuses, faults: this.#faults, slowest: this.#slowest }
  }

  #time(milliseconds: number, number: number, request: ScimRequest): void {
    const last = this.#slowest[SLOWEST_KEPT - 1]
    if (last && last.milliseconds >= milliseconds) return
    const entry = { milliseconds, request: this.#shown(number, request) }
    this.#slowest = [...this.#slowest, entry]
      .sort((a, b) => b.milliseconds - a.milliseconds)
      .slice(0, SLOWEST_KEPT)
  }

  #shown(number: number, { method, tenant, path, query, headers, body }: ScimRequest): string {
    const text = Buffer.from(body).toString('utf8').slice(0, 1_500)
    const request = { number, method, tenant, path, query, headers, body: text }
    return JSON.stringify(request).replaceAll(this.#attack.token, '{{token}}').slice(0, 3_000)
  }
}

/** Half of the requests go through the web's Request, as far as it can express them. */
function sendThroughADoor(request: ScimRequest, random: Random): Promise<ScimResponse> {
  const web = random() < 0.5 ? webRequest(request) : undefined
  return web ? throughTheWeb(web) : handle(request)
}

async function throughTheWeb(request: Request): Promise<ScimResponse> {
  const response = await answerScim(request)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}

function webRequest({
  method,
  origin,
  tenant,
  path,
  query,
  headers,
  body,
}: ScimRequest): Request | undefined {
  try {
    const url = `${origin}/api/scim/${encodeURIComponent(tenant)}${path}${query && `?${query}`}`
    return new Request(url, {
      method,
      headers: headers as Record<string, string>,
      ...(body.byteLength > 0 && { body: Buffer.from(body) }),
    })
  } catch {
    return undefined
  }
}
