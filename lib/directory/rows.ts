import type { GroupRow, GroupValues } from '@/db/queries/groups'
import type { MemberOfGroup } from '@/db/queries/members'
import type { UserValues } from '@/db/queries/user-writes'
import type { GroupOfUser, UserRow, UserWithGroups } from '@/db/queries/users'
import { type Mapping, takenFields } from '@/lib/mapping/mapping'
import { etag, fold, type Json, type JsonObject, URN } from '@/lib/scim'

const ACCENTS = /\p{M}/gu

/** How lists search and sort a name: without case and accents, so that “Ángel” stands beside “Angel”. */
export function labelKeyOf(label: string): string {
  return fold(label.normalize('NFKD').replace(ACCENTS, ''))
}

/**
 * The stored form of a person: the resource, and the columns that are drawn from it. `mapping` is that of who manages
 * them, if anybody does.
 */
export function userValues(
  resource: JsonObject,
  row: { id: string; managerId: string | null; version: number; createdAt: Date; modifiedAt: Date },
  mapping?: Mapping,
): UserValues {
  const userName = String(resource.userName)
  const displayName = textOf(resource.displayName)
  const { label, labelKey, email, mapped } = shownValues(resource, userName, mapping)
  return {
    id: row.id,
    managerId: row.managerId,
    userName,
    userNameKey: fold(userName),
    externalId: textOf(resource.externalId) ?? null,
    active: resource.active !== false,
    displayNameKey: displayName === undefined ? null : fold(displayName),
    label,
    labelKey,
    email,
    emailKeys: emailKeysOf(resource),
    resource,
    mapped,
    version: row.version,
    createdAt: row.createdAt,
    modifiedAt: row.modifiedAt,
  }
}

/** The row that these values have become. */
export function rowOf(values: UserValues, groups: GroupOfUser[]): UserWithGroups {
  return {
    id: values.id,
    managerId: values.managerId,
    userName: values.userName,
    active: values.active,
    resource: values.resource,
    version: values.version,
    createdAt: values.createdAt,
    modifiedAt: values.modifiedAt,
    label: values.label,
    deletedAt: null,
    groups,
  }
}

/** The e-mail addresses of a person as they are searched for. */
export function emailKeysOf(resource: JsonObject): string[] {
  return emailsOf(resource).map(({ value }) => fold(value))
}

/** What lists show of a person, and what differs from it by the mapping. */
export function shownValues(
  resource: JsonObject,
  userName: string,
  mapping: Mapping | undefined,
): Pick<UserValues, 'label' | 'labelKey' | 'email' | 'mapped'> {
  const fields = mapping && takenFields(resource, mapping)
  const sent = labelOf(resource, userName)
  // Nobody goes without a name.
  const label = fields?.displayName?.value ?? sent
  return {
    label,
    labelKey: labelKeyOf(label),
    email: (fields?.email ? fields.email.value : mainEmailOf(resource)) ?? null,
    mapped: fields ? { fields, ...(label !== sent && { display: sent }) } : null,
  }
}

/** What of a person's row SCIM shows. */
type ShownUser = Pick<UserRow, 'id' | 'version' | 'resource' | 'createdAt' | 'modifiedAt'> & {
  groups: readonly GroupOfUser[]
}

/** The person as SCIM shows them. `baseUrl` is the address that the client was given. */
export function userResource(row: ShownUser, baseUrl: string): JsonObject {
  const { schemas, ...attributes } = row.resource
  return {
    schemas: schemas ?? [URN.USER],
    id: row.id,
    ...attributes,
    groups: groupsOf(row.groups, baseUrl),
    meta: meta('User', row, `${baseUrl}/Users/${row.id}`),
  }
}

/** A person's memberships as SCIM shows them. */
export function groupsOf(groups: readonly GroupOfUser[], baseUrl: string): JsonObject[] {
  return groups.map(({ value, display, indirect }) => ({
    value,
    display,
    type: indirect ? 'indirect' : 'direct',
    $ref: `${baseUrl}/Groups/${value}`,
  }))
}

/** The stored form of a group, without its members. */
export function groupValues(
  resource: JsonObject,
  row: { id: string; managerId: string | null; version: number; createdAt: Date; modifiedAt: Date },
): GroupValues {
  const displayName = String(resource.displayName)
  return {
    id: row.id,
    managerId: row.managerId,
    version: row.version,
    createdAt: row.createdAt,
    modifiedAt: row.modifiedAt,
    displayName,
    displayNameKey: fold(displayName),
    externalId: textOf(resource.externalId) ?? null,
    resource,
  }
}

/** The group as SCIM shows it; without `members` when they were not read. */
export function groupResource(
  row: GroupRow,
  members: MemberOfGroup[] | undefined,
  baseUrl: string,
): JsonObject {
  const { schemas, ...attributes } = row.resource
  return {
    schemas: schemas ?? [URN.GROUP],
    id: row.id,
    ...attributes,
    ...(members && {
      members: members.map(({ value, display, group }) => ({
        value,
        display,
        type: group ? 'Group' : 'User',
        $ref: `${baseUrl}/${group ? 'Groups' : 'Users'}/${value}`,
      })),
    }),
    meta: meta('Group', row, `${baseUrl}/Groups/${row.id}`),
  }
}

function meta(
  resourceType: string,
  row: { createdAt: Date; modifiedAt: Date; version: number },
  location: string,
): JsonObject {
  return {
    resourceType,
    created: row.createdAt.toISOString(),
    lastModified: row.modifiedAt.toISOString(),
    location,
    version: etag(row.version),
  }
}

function labelOf(resource: JsonObject, userName: string): string {
  const name = (resource.name ?? {}) as JsonObject
  const full = [textOf(name.givenName), textOf(name.familyName)].filter(Boolean).join(' ')
  return textOf(resource.displayName) ?? textOf(name.formatted) ?? (full || userName)
}

/** The primary e-mail address, or else the first. */
function mainEmailOf(resource: JsonObject): string | undefined {
  const emails = emailsOf(resource)
  return (emails.find((email) => email.primary) ?? emails[0])?.value
}

function emailsOf(resource: JsonObject): { value: string; primary: boolean }[] {
  const emails = Array.isArray(resource.emails) ? (resource.emails as JsonObject[]) : []
  return emails.flatMap(({ value, primary }) => {
    const text = textOf(value)
    return text === undefined ? [] : [{ value: text, primary: primary === true }]
  })
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
