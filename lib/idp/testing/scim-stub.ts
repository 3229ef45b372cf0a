import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type JsonObject, parseJson } from '../json'
import { applyStubPatch } from './stub-patch'

export type StubRequest = {
  method: string
  /** As it came over the wire, query included. */
  path: string
  headers: Record<string, string>
  /** Header names in the case and order in which they came. */
  rawNames: string[]
  body: JsonObject | undefined
}

type Reply = { status: number; body?: JsonObject | string; headers?: Record<string, string> }

/** A small SCIM server in memory, for tests of the clients: it records what it is sent and answers as the RFC says. */
export class ScimStub {
  readonly requests: StubRequest[] = []
  readonly users = new Map<string, JsonObject>()
  readonly groups = new Map<string, JsonObject>()
  /** Answers in place of the stub when it returns something. */
  intercept: ((request: StubRequest) => Reply | undefined) | undefined
  /** Takes requests and never answers. */
  hangs = false
  token = 'secret'
  #nextId = 1
  #nextVersion = 1
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  static async start(): Promise<ScimStub> {
    const stub = new ScimStub()
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve))
    stub.baseUrl = `http://127.0.0.1:${(stub.#server.address() as AddressInfo).port}/scim/v2`
    return stub
  }

  /** Stays readable after `stop`, so that a test can call a server that is gone. */
  baseUrl = ''

  /** `METHOD path` of all requests, ids and queries as they were. */
  get lines(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of message) parts.push(part as Buffer)
    const body = parseJson(Buffer.concat(parts).toString('utf8'))
    const request: StubRequest = {
      method: message.method ?? '',
      path: (message.url ?? '').replace(/^\/scim\/v2/, ''),
      headers: message.headers as Record<string, string>,
      rawNames: message.rawHeaders.filter((_, index) => index % 2 === 0),
      body: isObject(body) ? body : undefined,
    }
    this.requests.push(request)
    if (this.hangs) return
    const reply = this.intercept?.(request) ?? this.#answer(request)
    const text = typeof reply.body === 'object' ? JSON.stringify(reply.body) : reply.body
    response.writeHead(reply.status, { 'content-type': 'application/scim+json', ...reply.headers })
    response.end(text)
  }

  #answer({ method, path, headers, body = {} }: StubRequest): Reply {
    const known = [`Bearer ${this.token}`, this.token, `Basic ${btoa(`okta:${this.token}`)}`]
    if (!known.includes(headers.authorization ?? '')) return failure(401, 'The token is unknown.')
    const url = new URL(path, 'http://stub')
    const [, endpoint, id] = url.pathname.split('/')
    const store = endpoint === 'Users' ? this.users : endpoint === 'Groups' ? this.groups : undefined
    if (!store) return failure(404, `There is no ${url.pathname}.`)
    if (id === undefined) {
      return method === 'POST' ? this.#create(store, body) : this.#list(store, url.searchParams)
    }
    const found = store.get(id)
    if (!found) return failure(404, `There is no resource ${id}.`)
    if (method === 'DELETE') {
      store.delete(id)
      return { status: 204 }
    }
    if (method === 'PUT') this.#keep(store, id, clean({ active: found.active ?? true, ...body, id }))
    if (method === 'PATCH') this.#keep(store, id, clean(applyStubPatch(found, body)))
    return { status: 200, body: this.#shown(store.get(id) ?? {}, url.searchParams) }
  }

  /** Stores what differs, under the next version. */
  #keep(store: Map<string, JsonObject>, id: string, next: JsonObject): void {
    const { meta, ...before } = store.get(id) ?? {}
    const { meta: _, ...after } = next
    if (isDeepStrictEqual(before, after)) return
    const version = `W/"${this.#nextVersion++}"`
    store.set(id, { ...after, meta: { ...(isObject(meta) ? meta : {}), version } })
  }

  #create(store: Map<string, JsonObject>, body: JsonObject): Reply {
    const key = store === this.users ? 'userName' : 'displayName'
    const name = String(body[key] ?? '').toLowerCase()
    if (name === '') return failure(400, `${key} is missing.`)
    const taken = [...store.values()].some((resource) => String(resource[key]).toLowerCase() === name)
    if (taken) return failure(409, `${key} “${body[key]}” is taken.`, 'uniqueness')
    const id = `id-${this.#nextId++}`
    const resourceType = store === this.users ? 'User' : 'Group'
    const location = `${this.baseUrl}/${resourceType}s/${id}`
    const meta = { resourceType, location, version: `W/"${this.#nextVersion++}"` }
    store.set(id, { ...clean(body), id, meta })
    return { status: 201, body: this.#shown(store.get(id) ?? {}, new URLSearchParams()) }
  }

  #list(store: Map<string, JsonObject>, query: URLSearchParams): Reply {
    const start = Number(query.get('startIndex') ?? 1)
    const count = Number(query.get('count') ?? 100)
    const all = [...store.values()].filter((resource) => fits(query.get('filter'), resource))
    const page = all.slice(start - 1, start - 1 + count)
    return {
      status: 200,
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: all.length,
        startIndex: start,
        itemsPerPage: page.length,
        Resources: page.map((resource) => this.#shown(resource, query)),
      },
    }
  }

  #shown(resource: JsonObject, query: URLSearchParams): JsonObject {
    const excluded = query.get('excludedAttributes')?.split(',') ?? []
    const kept = Object.entries(resource).filter(([key]) => !excluded.includes(key))
    const groups = [...this.groups.values()].filter(({ members }) => {
      return (
        Array.isArray(members) && members.some((member) => isObject(member) && member.value === resource.id)
      )
    })
    const memberships = groups.map(({ id = '' }) => ({ value: id }))
    return { ...Object.fromEntries(kept), ...('userName' in resource ? { groups: memberships } : {}) }
  }
}

const FILTER = /^(\w+)(?:\[type eq "(\w+)"\]\.value)? eq "((?:[^"\\]|\\.)*)"$/

function fits(filter: string | null, resource: JsonObject): boolean {
  const match = FILTER.exec(filter ?? '')
  if (!match) return true
  const wanted = match[3]?.replace(/\\(.)/g, '$1').toLowerCase()
  const value = resource[match[1] ?? '']
  const candidates = Array.isArray(value)
    ? value.filter(isObject).map((entry) => entry.type === match[2] && entry.value)
    : [value]
  return candidates.some((candidate) => String(candidate).toLowerCase() === wanted)
}

/** Without what is never kept: passwords, the echoed groups, empty texts, what is said of a member beside its id. */
function clean({ password: _, groups: __, ...resource }: JsonObject): JsonObject {
  const kept: JsonObject = {}
  for (const [key, value] of Object.entries(resource)) {
    if (key === 'name' && isObject(value)) kept.name = clean(value)
    else if (key === 'members' && Array.isArray(value)) kept.members = membersOf(value)
    else if (value !== '') kept[key] = value
  }
  return kept
}

function membersOf(list: Json[]): JsonObject[] {
  const values = new Set(list.filter(isObject).map(({ value }) => String(value)))
  return [...values].sort().map((value) => ({ value }))
}

function failure(status: number, detail: string, scimType?: string): Reply {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  return {
    status,
    body: { schemas, detail, status: String(status), ...(scimType === undefined ? {} : { scimType }) },
  }
}
