import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isObject, type JsonObject, parseJson } from '../json'
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
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  static async start(): Promise<ScimStub> {
    const stub = new ScimStub()
    await new Promise<void>((resolve) => stub.#server.listen(0, '127.0.0.1', resolve))
    return stub
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/scim/v2`
  }

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
      return method === 'POST' ? this.#create(store, body) : list(store, url.searchParams)
    }
    const found = store.get(id)
    if (!found) return failure(404, `There is no resource ${id}.`)
    if (method === 'DELETE') {
      store.delete(id)
      return { status: 204 }
    }
    if (method === 'PUT') store.set(id, clean({ ...body, id, meta: found.meta ?? {} }))
    if (method === 'PATCH') store.set(id, applyStubPatch(found, body))
    return { status: 200, body: shown(store.get(id) ?? {}, url.searchParams) }
  }

  #create(store: Map<string, JsonObject>, body: JsonObject): Reply {
    const key = store === this.users ? 'userName' : 'displayName'
    const name = String(body[key] ?? '').toLowerCase()
    if (name === '') return failure(400, `${key} is missing.`)
    const taken = [...store.values()].some((resource) => String(resource[key]).toLowerCase() === name)
    if (taken) return failure(409, `${key} “${body[key]}” is taken.`, 'uniqueness')
    const id = `id-${this.#nextId++}`
    const resource = clean({
      ...body,
      id,
      meta: { resourceType: store === this.users ? 'User' : 'Group' },
    })
    store.set(id, resource)
    return { status: 201, body: resource }
  }
}

function list(store: Map<string, JsonObject>, query: URLSearchParams): Reply {
  const start = Number(query.get('startIndex') ?? 1)
  const count = Number(query.get('count') ?? 100)
  const match = /^(\w+) eq "((?:[^"\\]|\\.)*)"$/.exec(query.get('filter') ?? '')
  const wanted = match?.[2]?.replace(/\\(.)/g, '$1').toLowerCase()
  const all = [...store.values()].filter(
    (resource) => !match || String(resource[match[1] ?? '']).toLowerCase() === wanted,
  )
  const page = all.slice(start - 1, start - 1 + count)
  return {
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: all.length,
      startIndex: start,
      itemsPerPage: page.length,
      Resources: page.map((resource) => shown(resource, query)),
    },
  }
}

function shown(resource: JsonObject, query: URLSearchParams): JsonObject {
  const excluded = query.get('excludedAttributes')?.split(',') ?? []
  return Object.fromEntries(Object.entries(resource).filter(([key]) => !excluded.includes(key)))
}

function clean({ password: _, ...resource }: JsonObject): JsonObject {
  return resource
}

function failure(status: number, detail: string, scimType?: string): Reply {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  return {
    status,
    body: { schemas, detail, status: String(status), ...(scimType === undefined ? {} : { scimType }) },
  }
}
