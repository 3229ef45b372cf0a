import { AppError } from '@/lib/base/errors'
import {
  type BulkOperation,
  type BulkResult,
  type BulkStep,
  bulkResponse,
  errorBody,
  etag,
  invalidPath,
  isRefused,
  type JsonObject,
  planBulk,
  type RefusedOperation,
  readBulk,
  readPreconditions,
  referencesOf,
  resolveOperation,
  route,
  ScimError,
  type WriteCall,
} from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import type { Asked } from './asked'
import { bodyObject } from './body'
import { referenceOf, toScimError, withReference } from './respond'
import { writeGroup, writeUser } from './writes'

const NONE: ReadonlySet<string> = new Set()

/**
 * POST /Bulk (RFC 7644 §3.7). Each operation is written by the verb that a request of its own would reach, in a
 * transaction of its own: one that fails undoes no other. Answers in the order of the request; operations that
 * were not run any more, because of `failOnErrors`, have no answer.
 */
export async function bulk(asked: Asked): Promise<JsonObject> {
  const { failOnErrors, operations } = readBulk(bodyObject(asked.request))
  const run = new BulkRun(asked)
  for (const step of planBulk(operations)) {
    // What has been created is completed even after the end: half a resource helps nobody.
    if (step.kind === 'run' && (run.errors >= failOnErrors || run.isOver)) continue
    await run.take(step)
  }
  return bulkResponse(run.results())
}

/** A bulk request under way: what became of its operations, and which ids its bulkIds stand for. */
class BulkRun {
  readonly #asked: Asked
  readonly #reference: string
  readonly #results = new Map<number, BulkResult>()
  readonly #ids = new Map<string, string>()
  errors = 0
  /** The database is away: the rest would only wait for it in vain. */
  isOver = false

  constructor(asked: Asked) {
    this.#asked = asked
    const { actor } = asked.ctx
    this.#reference = actor.kind === 'integration' ? referenceOf(actor.requestId) : ''
  }

  results(): BulkResult[] {
    return [...this.#results].sort(([a], [b]) => a - b).map(([, result]) => result)
  }

  async take(step: BulkStep): Promise<void> {
    const { operation } = step
    if (isRefused(operation)) return this.#fail(operation, operation.error, undefined)
    if (step.kind === 'run') return this.#attempt(operation, operation, step.without)
    const { status, location: path = '' } = this.#results.get(operation.index) ?? {}
    if (status !== 201) return
    const { version: _ofWhatWasNotThere, ...created } = operation
    return this.#attempt(operation, { ...created, method: 'PUT', path }, NONE)
  }

  /** `actual` is what is run for `operation`. */
  async #attempt(
    operation: BulkOperation,
    actual: BulkOperation,
    without: ReadonlySet<string>,
  ): Promise<void> {
    let location: string | undefined
    try {
      const resolved = this.#resolve(actual, without)
      const call = callOf(resolved, this.#asked.baseUrl)
      const address = `${this.#asked.baseUrl}/${call.type}s`
      if (call.kind !== 'create') location = `${address}/${call.id}`
      const written = await write(this.#asked.ctx, call, resolved)
      const id = written?.id ?? (call.kind === 'create' ? '' : call.id)
      if (operation.bulkId !== undefined) this.#ids.set(operation.bulkId, id)
      this.#results.set(operation.index, {
        ...named(operation),
        location: `${address}/${id}`,
        status: statusOf(operation),
        ...(written && { version: etag(written.version) }),
      })
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') {
        if (this.#results.size === 0) throw error
        this.isOver = true
      }
      this.#fail(operation, toScimError(error, this.#reference), location)
    }
  }

  /** Ids in the place of bulkIds. @throws ScimError 409 when what is referred to was not created */
  #resolve(operation: BulkOperation, without: ReadonlySet<string>): BulkOperation {
    for (const bulkId of referencesOf(operation)) {
      if (without.has(bulkId) || this.#ids.has(bulkId)) continue
      throw new ScimError(
        409,
        `bulkId:${bulkId.slice(0, 60)} stands for nothing: no operation of this request created it.`,
      )
    }
    return resolveOperation(operation, this.#ids, without)
  }

  #fail(operation: BulkOperation | RefusedOperation, error: ScimError, location: string | undefined): void {
    this.errors += 1
    this.#results.set(operation.index, {
      ...named(operation),
      ...(location !== undefined && { location }),
      status: error.status,
      response: errorBody(withReference(error, this.#reference)),
    })
  }
}

function named({ method, bulkId }: BulkOperation | RefusedOperation) {
  return { method, ...(bulkId !== undefined && { bulkId }) }
}

function statusOf({ method }: BulkOperation): number {
  if (method === 'POST') return 201
  return method === 'DELETE' ? 204 : 200
}

/** The write that an operation asks for. Its path may be the whole address, and end in a query. */
function callOf({ method, path }: BulkOperation, baseUrl: string): WriteCall {
  const [own = ''] = (path.startsWith(baseUrl) ? path.slice(baseUrl.length) : path).split('?')
  const call = route(method, own, baseUrl)
  switch (call.kind) {
    case 'create':
    case 'replace':
    case 'patch':
    case 'delete':
      return call
    default:
      throw invalidPath('An operation of a bulk request is on /Users, /Groups, or one resource below them.')
  }
}

async function write(
  ctx: Ctx,
  call: WriteCall,
  { data = {}, version }: BulkOperation,
): Promise<{ id: string; version: number } | undefined> {
  const preconditions = call.kind === 'create' ? {} : readPreconditions({ ifMatch: version })
  const asked = { ctx, call, preconditions, body: () => data }
  return call.type === 'User' ? writeUser(asked) : (await writeGroup(asked))?.row
}
