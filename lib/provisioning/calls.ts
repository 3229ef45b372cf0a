import type { GroupRow } from '@/db/queries/groups'
import { type OpenGroup, openGroup } from '@/lib/directory/large-group'
import { groupResource } from '@/lib/directory/rows'
import { userWriter } from '@/lib/directory/user-text'
import { getUserText, groupsMayDiffer } from '@/lib/directory/users'
import {
  type Call,
  checkVersion,
  etag,
  groupSchema,
  type JsonObject,
  type Preconditions,
  project,
  readPreconditions,
  readProjection,
  userSchema,
  type WriteCall,
  wants,
} from '@/lib/scim'
import type { Asked } from './asked'
import { bodyObject } from './body'
import { bulk } from './bulk'
import { discover } from './discover'
import { readEntitlements } from './entitlements'
import { takeInTurn } from './large-bodies'
import { closeGroup, streamGroup } from './large-group'
import { list, search } from './lists'
import type { ScimRequest, ScimResponse } from './request'
import { empty, json, type Place, placeOnly, resource, resourceText } from './respond'
import { writeGroup, writeUser } from './writes'

/** Answers a call with the verb it names. Throws ScimError and AppError. */
export async function answer(call: Call, asked: Asked): Promise<ScimResponse> {
  switch (call.kind) {
    case 'discover':
      return discover(call, asked)
    case 'bulk':
      return json(200, await bulk(asked))
    case 'search':
      return search(call, asked)
    case 'entitlements':
      return readEntitlements(call, asked)
    case 'list':
      return list(call.type, asked)
    case 'get':
      return call.type === 'User' ? readUser(call.id, asked) : readGroup(call.id, asked)
    default:
      return call.type === 'User' ? changeUser(call, asked) : changeGroup(call, asked)
  }
}

async function readUser(id: string, asked: Asked): Promise<ScimResponse> {
  const user = await getUserText(asked.ctx, id)
  const place = { version: etag(user.version), location: `${asked.baseUrl}/Users/${user.id}` }
  const projection = readProjection(asked.params, userSchema)
  // Memberships are not part of a person's version: who holds it may still hold other groups.
  const isHeld = isUnchanged(user, asked)
  if (isHeld && !(wants(projection, userSchema, 'groups') && (await groupsMayDiffer(asked.ctx, id)))) {
    return placeOnly(304, place)
  }
  return resourceText(200, userWriter(projection, asked.baseUrl)(user), place)
}

async function readGroup(id: string, asked: Asked): Promise<ScimResponse> {
  return showUnlessHeld(await openGroup(asked.ctx, id, { members: wantsMembers(asked) }), asked)
}

async function changeUser(call: WriteCall, asked: Asked): Promise<ScimResponse> {
  const row = await writeUser(writeOf(call, asked))
  if (!row) return empty(204)
  const place = { version: etag(row.version), location: `${asked.baseUrl}/Users/${row.id}` }
  const { id, version, createdAt, modifiedAt, groups } = row
  const written = { id, version, resource: JSON.stringify(row.resource), createdAt, modifiedAt, groups }
  const shown = userWriter(readProjection(asked.params, userSchema), asked.baseUrl)(written)
  return resourceText(call.kind === 'create' ? 201 : 200, shown, place)
}

async function changeGroup(call: WriteCall, asked: Asked): Promise<ScimResponse> {
  const group = await takeInTurn(asked.request.body, () => writeGroup(writeOf(call, asked)))
  if (!group) return empty(204)
  if (call.kind !== 'patch') {
    const status = call.kind === 'create' ? 201 : 200
    if (!group.isLarge || !wantsMembers(asked)) {
      const full = groupResource(group.row, group.members, asked.baseUrl)
      return resource(status, full, showGroup(full, asked))
    }
    return streamGroup(await openGroup(asked.ctx, group.row.id, { members: true }), status, asked)
  }
  // RFC 7644 §3.5.2: 204 unless attributes are asked for, so that a change costs the same in a large group.
  if (!asked.params.has('attributes')) return placeOnly(204, groupPlace(group.row, asked))
  return streamGroup(await openGroup(asked.ctx, call.id, { members: wantsMembers(asked) }), 200, asked)
}

function writeOf(call: WriteCall, { ctx, request }: Asked) {
  // A POST has nothing that could be at a version yet (RFC 9110 §13.1): its preconditions say nothing.
  const preconditions = call.kind === 'create' ? {} : preconditionsOf(request)
  return { ctx, call, preconditions, body: () => bodyObject(request) }
}

function isUnchanged({ version }: { version: number }, { request }: Asked): boolean {
  return checkVersion(preconditionsOf(request), version) === 'not-modified'
}

function groupPlace({ id, version }: GroupRow, { baseUrl }: Asked): Place {
  return { version: etag(version), location: `${baseUrl}/Groups/${id}` }
}

/** A group that was read, unless the client holds this version of it already. */
async function showUnlessHeld(group: OpenGroup, asked: Asked): Promise<ScimResponse> {
  try {
    if (!isUnchanged(group.row, asked)) return streamGroup(group, 200, asked)
  } catch (error) {
    await closeGroup(group)
    throw error
  }
  await closeGroup(group)
  return placeOnly(304, groupPlace(group.row, asked))
}

function showGroup(full: JsonObject, { params }: Asked): JsonObject {
  return project(full, readProjection(params, groupSchema), groupSchema)
}

function wantsMembers({ params }: Asked): boolean {
  return wants(readProjection(params, groupSchema), groupSchema, 'members')
}

function preconditionsOf({ headers }: ScimRequest): Preconditions {
  return readPreconditions({ ifMatch: headers['if-match'], ifNoneMatch: headers['if-none-match'] })
}
