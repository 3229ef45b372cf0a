import { methodNotAllowed, notFound, notImplemented, type ScimError } from './errors'
import { fold } from './fold'
import { clip } from './text'
import type { EntitlementType, ResourceType } from './types'

export type DiscoveryEndpoint = 'ServiceProviderConfig' | 'ResourceTypes' | 'Schemas'

/** What writes: by a request of its own, or as an operation of a bulk request. */
export type WriteCall =
  | { kind: 'create'; type: ResourceType }
  | { kind: 'replace' | 'patch' | 'delete'; type: ResourceType; id: string }

/** What a request asks for. */
export type Call =
  | WriteCall
  | { kind: 'list'; type: ResourceType }
  | { kind: 'get'; type: ResourceType; id: string }
  | { kind: 'search'; type?: ResourceType }
  | { kind: 'bulk' }
  | { kind: 'entitlements'; type: EntitlementType; id?: string }
  | { kind: 'discover'; endpoint: DiscoveryEndpoint; id?: string }

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['users', 'User'],
  ['groups', 'Group'],
])
const ENTITLEMENTS: ReadonlyMap<string, EntitlementType> = new Map([
  ['roles', 'Role'],
  ['entitlements', 'Entitlement'],
])
const DISCOVERY: ReadonlyMap<string, DiscoveryEndpoint> = new Map([
  ['serviceproviderconfig', 'ServiceProviderConfig'],
  ['resourcetypes', 'ResourceTypes'],
  ['schemas', 'Schemas'],
])
const ON_COLLECTION = { GET: 'list', POST: 'create' } as const
const ON_RESOURCE = { GET: 'get', PUT: 'replace', PATCH: 'patch', DELETE: 'delete' } as const

/**
 * The call that a method and a path make (RFC 7644 §3.2). `path` is what follows `/api/scim/{tenant}`, with or
 * without `/v2` in front and a slash at the end; names of endpoints are read in any case. `baseUrl` is the
 * address that the client should have been given, named when nothing is found. Throws 404, 405 with Allow, or
 * 501 for /Me.
 */
export function route(method: string, path: string, baseUrl: string): Call {
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments[0] !== undefined && fold(segments[0]) === 'v2') segments.shift()
  const [first = '', second, ...more] = segments
  const endpoint = fold(first)
  if (endpoint === 'me') {
    throw notImplemented('/Me is not offered: a token here stands for an integration, not for a person.')
  }
  if (more.length > 0) throw unknownEndpoint(path, baseUrl)
  const type = TYPES.get(endpoint)
  if (type !== undefined) return resourceCall(method, path, baseUrl, type, second)
  const offered = ENTITLEMENTS.get(endpoint)
  if (offered !== undefined) {
    only(method, path, 'GET')
    return {
      kind: 'entitlements',
      type: offered,
      ...(second !== undefined && { id: decode(second, offered) }),
    }
  }
  const discovery = DISCOVERY.get(endpoint)
  if (discovery !== undefined && (second === undefined || discovery !== 'ServiceProviderConfig')) {
    only(method, path, 'GET')
    if (second === undefined) return { kind: 'discover', endpoint: discovery }
    return { kind: 'discover', endpoint: discovery, id: decode(second, discovery) }
  }
  if (second === undefined && (endpoint === 'bulk' || endpoint === '.search')) {
    only(method, path, 'POST')
    return { kind: endpoint === 'bulk' ? 'bulk' : 'search' }
  }
  throw unknownEndpoint(path, baseUrl)
}

function resourceCall(
  method: string,
  path: string,
  baseUrl: string,
  type: ResourceType,
  segment: string | undefined,
): Call {
  if (segment === undefined) return { kind: pick(method, path, ON_COLLECTION), type }
  const name = fold(segment)
  if (name === '.search') {
    only(method, path, 'POST')
    return { kind: 'search', type }
  }
  // A base URL that already ends in /Users turns a list into /Users/Users: say so instead of "no such user".
  if (TYPES.has(name) || DISCOVERY.has(name)) throw unknownEndpoint(path, baseUrl)
  const kind = pick(method, path, ON_RESOURCE)
  return { kind, type, id: decode(segment, type) }
}

function pick<K extends string>(method: string, path: string, kinds: Readonly<Record<string, K>>): K {
  const kind = Object.hasOwn(kinds, method) ? kinds[method] : undefined
  if (kind === undefined) throw wrongMethod(method, path, Object.keys(kinds))
  return kind
}

function only(method: string, path: string, allowed: string): void {
  if (method !== allowed) throw wrongMethod(method, path, [allowed])
}

function wrongMethod(method: string, path: string, allowed: readonly string[]): ScimError {
  // What can be read can be asked about by HEAD, which the endpoint takes for a GET.
  const allow = allowed.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each]))
  return methodNotAllowed(`${clip(method)} is not possible on ${clip(path)}; ${allow.join(', ')} is.`, allow)
}

/** The decoded segment; a malformed one, or one that no store could hold, is the id of nothing. */
function decode(segment: string, what: string): string {
  try {
    const id = decodeURIComponent(segment)
    if (!id.includes('\0')) return id
  } catch {}
  throw notFound(`${what} ${clip(segment)} was not found.`)
}

function unknownEndpoint(path: string, baseUrl: string): ScimError {
  const base = baseUrl.replace(/^[a-z]+:\/\/[^/]*/i, '')
  return notFound(`No such endpoint ${clip(path) || '/'}. The base URL should end with ${base}.`)
}
