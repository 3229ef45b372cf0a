import type { UserText } from '@/db/queries/user-texts'
import type { GroupOfUser } from '@/db/queries/users'
import { etag, type JsonObject, type Projection, project, userSchema } from '@/lib/scim'
import { groupsOf, userResource } from './rows'

/** A person whose resource is JSON already; instants as the database writes them, or as they are. */
type WrittenUser = Omit<UserText, 'createdAt' | 'modifiedAt'> &
  Record<'createdAt' | 'modifiedAt', string | Date>

/**
 * Writes people as the JSON that SCIM answers. Where all of a person is asked for, the database's text is passed on as
 * it is, with what rows and columns hold around it; taking it apart and writing it again would cost more than
 * everything else about the request.
 */
export function userWriter(projection: Projection, baseUrl: string): (row: WrittenUser) => string {
  if (projection.attributes || projection.excluded) {
    return (row) => JSON.stringify(project(userOf(row, baseUrl), projection, userSchema))
  }
  // What is the same of everybody is escaped once; ids need no escaping.
  const address = JSON.stringify(`${baseUrl}/Users/`).slice(0, -1)
  const groupJson = groupWriter(baseUrl)
  const [beforeVersion, afterVersion] = JSON.stringify(etag(0)).split('0')
  return (row) => {
    const { id, resource, createdAt, modifiedAt } = row
    const [first] = row.groups
    const groups = row.groups.length > 1 ? row.groups.map(groupJson).join(',') : first ? groupJson(first) : ''
    const kept = resource === '{}' ? '' : `,${resource.slice(1, -1)}`
    const created = isoOf(createdAt)
    const modified = modifiedAt === createdAt ? created : isoOf(modifiedAt)
    return `{"id":"${id}"${kept},"groups":[${groups}],"meta":{"resourceType":"User","created":"${created}","lastModified":"${modified}","location":${address}${id}","version":${beforeVersion}${row.version}${afterVersion}}}`
  }
}

/** Writes memberships; people of one page share their groups. */
function groupWriter(baseUrl: string): (group: GroupOfUser) => string {
  const written = new Map<GroupOfUser, string>()
  return (group) => {
    const known = written.get(group)
    if (known) return known
    const json = JSON.stringify(groupsOf([group], baseUrl)[0])
    written.set(group, json)
    return json
  }
}

/** The same as an object, for what looks into it. */
function userOf(row: WrittenUser, baseUrl: string): JsonObject {
  const { id, version, groups } = row
  const [createdAt, modifiedAt] = [new Date(isoOf(row.createdAt)), new Date(isoOf(row.modifiedAt))]
  return userResource(
    { id, version, groups, resource: JSON.parse(row.resource), createdAt, modifiedAt },
    baseUrl,
  )
}

const TO_THE_MILLISECOND = '2026-11-22 06:41:41.123+00'.length

/** `2026-11-22 06:41:41.1+00`, as PostgreSQL writes an instant in UTC, as ISO 8601 to the millisecond. */
function isoOf(text: string | Date): string {
  if (typeof text !== 'string') return text.toISOString()
  if (text.length === TO_THE_MILLISECOND) return `${text.slice(0, 10)}T${text.slice(11, 23)}Z`
  const fraction = text.slice(20, text.indexOf('+', 19))
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`
}
