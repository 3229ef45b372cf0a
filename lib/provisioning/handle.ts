import type { Topic } from '@/db/announcements'
import { type Database, outsideTenants } from '@/db/client'
import { database } from '@/db/database'
import { type CredentialRow, selectTenantBySlug, type TenantRow } from '@/db/queries/credentials'
import { keptHeaders } from '@/lib/activity/headers'
import { recorder } from '@/lib/activity/recorder'
import { redactBody, redactText } from '@/lib/activity/redact'
import { knock, type Refusal } from '@/lib/auth/bearer'
import { isId, newId } from '@/lib/base/id'
import { type Call, forbidden, invalidSyntax, readParameters, route, type ScimError } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requireAllowedAddress } from './addresses'
import { answerAhead } from './ahead'
import type { Asked } from './asked'
import { textOf } from './body'
import { answer } from './calls'
import { keepPace } from './pace'
import { refuse } from './refuse'
import type { ScimCall, ScimRequest, ScimResponse } from './request'
import { failure, referenceOf, toScimError, withReference } from './respond'

/** What is learnt of a call while it is answered, for the log. */
type Seen = {
  tenant?: TenantRow
  credential?: CredentialRow
  refusal?: Refusal
  call?: Call
  body?: Uint8Array
  error?: ScimError
}

/**
 * The SCIM endpoint: a plain request in, a plain response out, for both doors. Never rejects; whatever goes
 * wrong is answered as a SCIM error (RFC 7644 §3.12). Every call at a tenant leaves a row in the request log.
 */
export async function handle(asked: ScimCall): Promise<ScimResponse> {
  // A HEAD is answered, and told of, as the GET that it asks about; the doors leave out the body (RFC 9110 §9.3.2).
  const request = asked.method === 'HEAD' ? { ...asked, method: 'GET' } : asked
  const started = performance.now()
  const at = new Date()
  const id = newId()
  const seen: Seen = {}
  const response = await respond(request, id, seen).catch((error) => {
    seen.error = withReference(toScimError(error, referenceOf(id)), referenceOf(id))
    return failure(seen.error)
  })
  if (seen.tenant) {
    const durationMicroseconds = Math.round((performance.now() - started) * 1000)
    keep(request, response, seen, seen.tenant, { id, at, durationMicroseconds })
  }
  return response
}

async function respond(request: ScimCall, id: string, seen: Seen): Promise<ScimResponse> {
  const db = database()
  const tenant = await findTenant(db, request.tenant)
  if (!tenant) throw refuse({ ok: false, refusal: 'foreign' }, referenceOf(id))
  seen.tenant = tenant
  const door = knock(db, tenant, request.headers.authorization, id)
  let read: Promise<Uint8Array> | undefined
  const body = () => (read ??= readBody(request))
  const ask = async (ctx: Ctx) => askFor({ ...request, body: await body() }, tenant, ctx)
  const ahead = await answerAhead(door, ask)
  if (ahead) {
    const { credential, call, outcome } = ahead
    Object.assign(seen, { credential, call, body: await body() })
    if ('error' in outcome) throw outcome.error
    return outcome.response
  }
  const authentication = await door.admit()
  if (authentication.credential) seen.credential = authentication.credential
  if (!authentication.ok) {
    seen.refusal = authentication.refusal
    throw refuse(authentication, referenceOf(id))
  }
  seen.body = await body()
  await keepPace(db, authentication.credential.tokenId)
  if (authentication.credential.pausedAt) {
    throw forbidden(`Provisioning is paused by an administrator of ${tenant.name}.`)
  }
  const { call, asked } = await ask(authentication.ctx)
  seen.call = call
  return answer(call, asked)
}

/** What a call asks for. @throws ScimError 403, 404, 405, 501 */
function askFor(request: ScimRequest, { slug }: TenantRow, ctx: Ctx): { call: Call; asked: Asked } {
  requireAllowedAddress(ctx, request.address)
  const root = `${request.origin}/api/scim/${slug}`
  const call = route(request.method, request.path, root)
  const baseUrl = /^\/v2(\/|$)/i.test(request.path) ? `${root}/v2` : root
  return { call, asked: { ctx, request, params: readParameters(request.query), baseUrl } }
}

async function readBody({ body }: ScimCall): Promise<Uint8Array> {
  if (typeof body !== 'function') return body
  try {
    return await body()
  } catch {
    throw invalidSyntax('The body did not arrive whole. Send the request again.')
  }
}

/** A slug never changes hands, so what it leads to is asked once; every row below is still checked by tenant. */
const TENANTS = new WeakMap<Database, Map<string, TenantRow>>()
const TENANTS_KEPT = 10_000

async function findTenant(db: Database, slug: string): Promise<TenantRow | undefined> {
  const known = TENANTS.get(db) ?? new Map<string, TenantRow>()
  const tenant = known.get(slug)
  if (tenant || !/^[a-z0-9-]{1,63}$/.test(slug)) return tenant
  const found = await outsideTenants(db, (tx) => selectTenantBySlug(tx, slug))
  if (!found) return undefined
  if (known.size >= TENANTS_KEPT) known.clear()
  TENANTS.set(db, known.set(slug, found))
  return found
}

function keep(
  request: ScimCall,
  response: ScimResponse,
  seen: Seen,
  tenant: TenantRow,
  { id, at, durationMicroseconds }: { id: string; at: Date; durationMicroseconds: number },
): void {
  const { credential, refusal, error, call, body } = seen
  recorder().add({
    tenantId: tenant.id,
    row: {
      id,
      at,
      durationMicroseconds,
      integrationId: credential?.integrationId ?? null,
      tokenId: credential?.tokenId ?? null,
      method: redactText(request.method, 20),
      path: redactText(request.path, 500),
      query: redactText(request.query, 2_000),
      status: response.status,
      scimType: error?.scimType ?? null,
      detail: error ? redactText(error.detail, 1_000) : null,
      refusal: refusal ?? null,
      address: request.address,
      userAgent: request.headers['user-agent'] ? redactText(request.headers['user-agent'], 300) : null,
      resourceId: resourceOf(call, response),
      headers: keptHeaders(request.headers),
      // Of a stranger nothing is kept but that they called.
      requestBody: body ? redactBody(textOf(body)) : null,
      responseBody: refusal
        ? null
        : redactBody(response.body, call && WRITES.has(call.kind) ? undefined : READ_CHARACTERS),
    },
    topics: topicsOf(call, response),
  })
}

function resourceOf(call: Call | undefined, { headers }: ScimResponse): string | null {
  const id = call && 'id' in call && call.kind !== 'discover' ? call.id : headers.location?.split('/').pop()
  return id !== undefined && isId(id) ? id : null
}

/** How much of an answer to a read the log keeps: it can be asked again, and lists are long. */
const READ_CHARACTERS = 2_000

const WRITES: ReadonlySet<Call['kind']> = new Set(['create', 'replace', 'patch', 'delete', 'bulk'])

function topicsOf(call: Call | undefined, { status }: ScimResponse): Topic[] {
  if (!call || !WRITES.has(call.kind) || status >= 300) return ['integrations']
  return ['integrations', 'users', 'groups']
}
