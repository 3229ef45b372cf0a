import type { MemberOfGroup } from '@/db/queries/members'
import { type OpenGroup, openListedGroup } from '@/lib/directory/large-group'
import { groupResource } from '@/lib/directory/rows'
import { groupSchema, type JsonObject, type Projection, project, readProjection } from '@/lib/scim'
import type { Asked } from './asked'
import type { ScimResponse } from './request'
import { resource } from './respond'

/** Answers a group; the members of a large one are written as they are read. */
export function streamGroup(group: OpenGroup, status: 200 | 201, { baseUrl, params }: Asked): ScimResponse {
  return stream(group, status, { baseUrl, projection: readProjection(params, groupSchema) })
}

/** The text of a group in a list, read when its turn comes. */
export async function* listedGroup(
  row: OpenGroup['row'],
  projection: Projection,
  { ctx, baseUrl }: Asked,
): AsyncGenerator<string, void> {
  const answer = stream(await openListedGroup(ctx, row), 200, { baseUrl, projection })
  if (answer.stream) yield* answer.stream
  else yield answer.body
}

function stream(
  { row, members }: OpenGroup,
  status: 200 | 201,
  { baseUrl, projection }: { baseUrl: string; projection: Projection },
): ScimResponse {
  if (members === undefined || Array.isArray(members)) {
    const full = groupResource(row, members, baseUrl)
    return resource(status, full, project(full, projection, groupSchema))
  }
  const full = groupResource(row, undefined, baseUrl)
  const { body, ...answer } = resource(status, full, project(full, projection, groupSchema))
  return {
    ...answer,
    body: '',
    stream: withMembers(body, members, (page) => shown(row, page, projection, baseUrl)),
  }
}

/** Lets go of a group whose members will not be read. */
export async function closeGroup({ members }: OpenGroup): Promise<void> {
  if (members !== undefined && !Array.isArray(members)) await members.return?.()
}

/** The text of a JSON object with `members` as one more key. */
async function* withMembers(
  object: string,
  pages: AsyncIterable<MemberOfGroup[]>,
  show: (page: MemberOfGroup[]) => string,
): AsyncGenerator<string, void> {
  let before = `${object.slice(0, -1)},"members":[`
  for await (const page of pages) {
    const text = show(page)
    if (text === '') continue
    yield before + text
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

/** A page of members as elements of a JSON list, without its brackets. */
function shown(
  row: OpenGroup['row'],
  page: MemberOfGroup[],
  projection: Projection,
  baseUrl: string,
): string {
  const { members } = project(groupResource(row, page, baseUrl), projection, groupSchema) as JsonObject
  return Array.isArray(members) ? JSON.stringify(members).slice(1, -1) : ''
}
