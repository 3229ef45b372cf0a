import type { ListPage, ListQuery, Seek } from '@/db/scim/lists'
import { type Found, listAll, listGroups, listUsers } from '@/lib/directory/lists'
import { groupResource } from '@/lib/directory/rows'
import { userWriter } from '@/lib/directory/user-text'
import {
  type Call,
  groupSchema,
  invalidCount,
  listFrame,
  listJson,
  type Projection,
  project,
  type Query,
  queryIdentity,
  type ResourceType,
  type RootQuery,
  readQuery,
  readRootSearch,
  readSearch,
  searchIdentity,
  userSchema,
  type Walk,
  wants,
} from '@/lib/scim'
import type { Asked } from './asked'
import { bodyObject } from './body'
import { openCursor, sealCursor } from './cursor'
import { listedGroup } from './large-group'
import type { ScimResponse } from './request'
import { text } from './respond'

/** GET /Users and GET /Groups (RFC 7644 §3.4.2). */
export function list(type: ResourceType, asked: Asked): Promise<ScimResponse> {
  return type === 'User'
    ? listOfUsers(asked, readQuery(asked.params, userSchema))
    : listOfGroups(asked, readQuery(asked.params, groupSchema))
}

/** POST to `/.search`, of one type or at the root (RFC 7644 §3.4.3). */
export function search(call: Extract<Call, { kind: 'search' }>, asked: Asked): Promise<ScimResponse> {
  const body = bodyObject(asked.request)
  if (call.type === 'User') return listOfUsers(asked, readSearch(body, userSchema))
  if (call.type === 'Group') return listOfGroups(asked, readSearch(body, groupSchema))
  return listOfAll(asked, readRootSearch(body, [userSchema, groupSchema]))
}

function listOfUsers(asked: Asked, query: Query): Promise<ScimResponse> {
  const { ctx, baseUrl } = asked
  const groups = wants(query.projection, userSchema, 'groups')
  return answerPage(
    asked,
    query,
    () => queryIdentity('User', query),
    async (page) => {
      const found = await listUsers(ctx, pageOf(query, page), { baseUrl, groups })
      const show = userWriter(query.projection, baseUrl)
      return { total: found.total, walked: found.walked, rows: found.rows.map(show) }
    },
  )
}

function listOfGroups(asked: Asked, query: Query): Promise<ScimResponse> {
  const { ctx, baseUrl } = asked
  const members = wants(query.projection, groupSchema, 'members')
  return answerPage(
    asked,
    query,
    () => queryIdentity('Group', query),
    async (page) => {
      const found = await listGroups(ctx, pageOf(query, page), { baseUrl, members })
      const show = showGroup(query.projection, asked)
      return { total: found.total, walked: found.walked, rows: found.rows.map(show) }
    },
  )
}

function listOfAll(asked: Asked, query: RootQuery): Promise<ScimResponse> {
  const { ctx, baseUrl } = asked
  const of = (type: 'User' | 'Group') => query.parts.find((part) => part.type === type)?.projection ?? {}
  const groups = wants(of('User'), userSchema, 'groups')
  const members = wants(of('Group'), groupSchema, 'members')
  return answerPage(
    asked,
    query,
    () => searchIdentity(query),
    async (page) => {
      const found = await listAll(ctx, { ...query, ...page }, { baseUrl, groups, members })
      const user = userWriter(of('User'), baseUrl)
      const group = showGroup(of('Group'), asked)
      const show = (one: Found) => (one.type === 'User' ? user(one.user) : group(one.group))
      return { total: found.total, walked: found.walked, rows: found.rows.map(show) }
    },
  )
}

function showGroup(projection: Projection, asked: Asked) {
  return ({ row, members, isLarge }: Extract<Found, { type: 'Group' }>['group']): Shown =>
    isLarge
      ? () => listedGroup(row, projection, asked)
      : JSON.stringify(project(groupResource(row, members, asked.baseUrl), projection, groupSchema))
}

/** A resource as JSON, or what reads it when its turn comes. */
type Shown = string | (() => AsyncIterable<string>)

type Page = { count: number; seek?: Seek }

/** One literal: a copy of a copy takes V8's slow path, and every GET with a filter would. */
function pageOf({ filter, sortBy, sortOrder, startIndex }: Query, { count, seek }: Page): ListQuery {
  return { filter, sortBy, sortOrder, startIndex, count, seek }
}

/** Reads one page by index, or by cursor when one was sent, and answers it. Rows are JSON. */
export async function answerPage(
  { ctx }: Asked,
  query: Pick<Query, 'startIndex' | 'count' | 'cursor'>,
  identity: () => string,
  read: (page: Page) => Promise<ListPage<Shown>>,
): Promise<ScimResponse> {
  const { startIndex, count, cursor } = query
  if (!cursor) {
    const { total, rows } = await read({ count })
    return answerList(rows, { totalResults: total, startIndex })
  }
  const now = new Date()
  const walk = cursor.token === '' ? undefined : openCursor(ctx, identity(), cursor.token, now)
  if (walk && cursor.count !== undefined && cursor.count !== walk.count) {
    throw invalidCount(`count has to stay what it was for the first page: ${walk.count}.`)
  }
  const page = await read({ count: walk?.count ?? count, seek: walk ?? { backwards: false } })
  const seal = (to: Walk | undefined) => to && sealCursor(ctx, identity(), to, now)
  const { next, previous } = neighbours(page, walk, walk?.count ?? count)
  return answerList(page.rows, {
    totalResults: page.total,
    nextCursor: seal(next),
    previousCursor: seal(previous),
  })
}

function answerList(rows: readonly Shown[], page: Parameters<typeof listFrame>[0]): ScimResponse {
  const resources = rows.filter((row) => typeof row === 'string')
  if (resources.length === rows.length) return text(200, listJson(page, resources))
  return { ...text(200, ''), stream: listText(rows, listFrame(page, rows.length)) }
}

async function* listText(
  rows: readonly Shown[],
  { before, after }: ReturnType<typeof listFrame>,
): AsyncGenerator<string, void> {
  let mark = before
  for (const row of rows) {
    yield mark
    if (typeof row === 'string') yield row
    else yield* row()
    mark = ','
  }
  yield after
}

/** Where the pages after and before this one are. A page that was walked to backwards has one after it. */
function neighbours(
  { total, walked }: ListPage<Shown>,
  walk: Walk | undefined,
  count: number,
): { next: Walk | undefined; previous: Walk | undefined } {
  const { first, last, more = false } = walked ?? {}
  const forwards = { backwards: false, count, total }
  const backwards = { backwards: true, count, total }
  if (walk?.backwards) {
    // What stood before is gone: the walk begins again at the start.
    if (!last) return { next: forwards, previous: undefined }
    return {
      next: { ...forwards, from: last },
      previous: more && first ? { ...backwards, from: first } : undefined,
    }
  }
  return {
    next: more && last ? { ...forwards, from: last } : undefined,
    previous: walk?.from && first ? { ...backwards, from: first } : undefined,
  }
}
