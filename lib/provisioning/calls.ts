import {
  createGroup,
  deleteGroup,
  type Group,
  getGroup,
  patchGroup,
  replaceGroup,
} from '@/lib/directory/groups'
import { listGroups, listUsers } from '@/lib/directory/lists'
import { groupResource, userResource } from '@/lib/directory/rows'
import { createUser, deleteUser, getUser, patchUser, replaceUser } from '@/lib/directory/users'
import {
  type Call,
  checkVersion,
  discovery,
  etag,
  groupSchema,
  type JsonObject,
  listResponse,
  notFound,
  notImplemented,
  type Preconditions,
  project,
  type Query,
  readMembers,
  readPatch,
  readPreconditions,
  readProjection,
  readQuery,
  readResource,
  readSearch,
  userSchema,
  wants,
} from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { bodyObject } from './body'
import type { ScimRequest, ScimResponse } from './request'
import { empty, json, resource } from './respond'

/** A call that has been let in, with everything that answering it needs. */
export type Asked = { ctx: Ctx; request: ScimRequest; params: URLSearchParams; baseUrl: string }

/** Answers a call with the verb it names. Throws ScimError and AppError. */
export async function answer(call: Call, asked: Asked): Promise<ScimResponse> {
  switch (call.kind) {
    case 'discover':
      return json(200, discovery(call.endpoint, call.id, discoveryOf(asked)))
    case 'bulk':
      throw notImplemented('Bulk requests are not offered; send one request for each change.')
    case 'search':
      return search(call, asked)
    default:
      return call.type === 'User' ? answerUser(call, asked) : answerGroup(call, asked)
  }
}

type ResourceCall = Exclude<Call, { kind: 'discover' | 'bulk' | 'search' }>

async function answerUser(call: ResourceCall, asked: Asked): Promise<ScimResponse> {
  const { ctx, request, params, baseUrl } = asked
  if (call.kind === 'list') return listOfUsers(asked, readQuery(params, userSchema))
  const projection = readProjection(params, userSchema)
  const show = (row: Parameters<typeof userResource>[0]) =>
    project(userResource(row, baseUrl), projection, userSchema)
  switch (call.kind) {
    case 'create':
      return resource(201, show(await createUser(ctx, readResource(bodyObject(request), userSchema))))
    case 'get': {
      const row = await getUser(ctx, call.id)
      return read(row.version, preconditionsOf(request), () => show(row))
    }
    case 'replace': {
      const incoming = readResource(bodyObject(request), userSchema)
      return resource(200, show(await replaceUser(ctx, call.id, incoming, preconditionsOf(request))))
    }
    case 'patch': {
      const operations = readPatch(bodyObject(request), userSchema, call.id)
      return resource(200, show(await patchUser(ctx, call.id, operations, preconditionsOf(request))))
    }
    case 'delete':
      await deleteUser(ctx, call.id, preconditionsOf(request))
      return empty(204)
  }
}

async function answerGroup(call: ResourceCall, asked: Asked): Promise<ScimResponse> {
  const { ctx, request, params, baseUrl } = asked
  if (call.kind === 'list') return listOfGroups(asked, readQuery(params, groupSchema))
  const projection = readProjection(params, groupSchema)
  const show = ({ row, members }: Group) =>
    project(groupResource(row, members, baseUrl), projection, groupSchema)
  switch (call.kind) {
    case 'create': {
      const body = bodyObject(request)
      return resource(
        201,
        show(await createGroup(ctx, readResource(body, groupSchema), readMembers(body) ?? [])),
      )
    }
    case 'get': {
      const group = await getGroup(ctx, call.id, { members: wants(projection, groupSchema, 'members') })
      return read(group.row.version, preconditionsOf(request), () => show(group))
    }
    case 'replace': {
      const body = bodyObject(request)
      const incoming = readResource(body, groupSchema)
      return resource(
        200,
        show(await replaceGroup(ctx, call.id, incoming, readMembers(body), preconditionsOf(request))),
      )
    }
    case 'patch': {
      const operations = readPatch(bodyObject(request), groupSchema, call.id)
      const { row } = await patchGroup(ctx, call.id, operations, preconditionsOf(request))
      // RFC 7644 §3.5.2: 204 unless attributes are asked for, so that a change costs the same in a large group.
      if (!params.has('attributes')) return empty(204, { etag: etag(row.version) })
      const group = await getGroup(ctx, call.id, { members: wants(projection, groupSchema, 'members') })
      return resource(200, show(group))
    }
    case 'delete':
      await deleteGroup(ctx, call.id, preconditionsOf(request))
      return empty(204)
  }
}

function read(version: number, preconditions: Preconditions, show: () => JsonObject): ScimResponse {
  if (checkVersion(preconditions, version) === 'not-modified') return empty(304, { etag: etag(version) })
  return resource(200, show())
}

async function listOfUsers({ ctx, baseUrl }: Asked, query: Query): Promise<ScimResponse> {
  const groups = wants(query.projection, userSchema, 'groups')
  const { total, rows } = await listUsers(ctx, query, { baseUrl, groups })
  const resources = rows.map((row) => project(userResource(row, baseUrl), query.projection, userSchema))
  return json(200, listResponse({ resources, totalResults: total, startIndex: query.startIndex }))
}

async function listOfGroups({ ctx, baseUrl }: Asked, query: Query): Promise<ScimResponse> {
  const members = wants(query.projection, groupSchema, 'members')
  const { total, groups } = await listGroups(ctx, query, { baseUrl, members })
  const resources = groups.map((group) =>
    project(groupResource(group.row, group.members, baseUrl), query.projection, groupSchema),
  )
  return json(200, listResponse({ resources, totalResults: total, startIndex: query.startIndex }))
}

/** POST /Users/.search and /Groups/.search (RFC 7644 §3.4.3). */
function search(call: Extract<Call, { kind: 'search' }>, asked: Asked): Promise<ScimResponse> {
  const body = bodyObject(asked.request)
  if (call.type === 'User') return listOfUsers(asked, readSearch(body, userSchema))
  if (call.type === 'Group') return listOfGroups(asked, readSearch(body, groupSchema))
  throw notFound('Search users at /Users/.search and groups at /Groups/.search.')
}

function preconditionsOf({ headers }: ScimRequest): Preconditions {
  return readPreconditions({ ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] })
}

function discoveryOf({ ctx, baseUrl }: Asked): { baseUrl: string; groupSync: boolean } {
  return { baseUrl, groupSync: ctx.actor.kind === 'integration' && ctx.actor.groupSync }
}
