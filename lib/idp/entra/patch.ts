import { isObject, type Json, type JsonObject } from '../json'
import { ENTERPRISE_USER, PATCH_OP } from '../urns'
import type { AppRole, EntraPerson } from './directory'
import { type Mapped, mappedAttributes, valueAtPath } from './mapping'

/** `default`: what Entra sends unless told otherwise; `scim062020`: with `aadOptscim062020` in the tenant URL (O). */
export type PatchDialect = 'default' | 'scim062020'

type Op = 'Add' | 'Replace' | 'Remove'
type Change = { op: Op; path: string; value?: Json }

/** What must be patched in the target so that it says what the tenant says; `undefined` when it does already. */
export function userPatch(
  target: JsonObject,
  person: EntraPerson,
  dialect: PatchDialect,
): JsonObject | undefined {
  const changes = [
    ...mappedAttributes(person).flatMap((mapped) => changeOf(target, mapped)),
    ...roleChanges(target, person.roles),
  ]
  return changes.length > 0 ? patchBody(changes, dialect) : undefined
}

function changeOf(target: JsonObject, { path, value }: Mapped): Change[] {
  const current = valueAtPath(target, path)
  if (current === value || (value === '' && current === undefined)) return []
  // An emptied attribute: which operation it takes is not published (W).
  if (value === '') return [{ op: 'Remove', path }]
  return [{ op: current === undefined ? 'Add' : 'Replace', path, value }]
}

/** Roles in a PATCH are JSON documents in a text, without their type (O: "Provisioning a role", PATCH). */
function roleChanges(target: JsonObject, roles: readonly AppRole[]): Change[] {
  const listed = Array.isArray(target.roles) ? target.roles.filter(isObject) : []
  const held = listed.map(({ value }) => String(value))
  const missing = roles.filter(({ value }) => !held.includes(value))
  const surplus = held.filter((value) => !roles.some((role) => role.value === value))
  const changes: Change[] = []
  if (missing.length > 0) {
    const value = missing.map(({ id, value, displayName }) => ({
      value: JSON.stringify({ id, value, displayName }),
    }))
    changes.push({ op: 'Add', path: 'roles', value })
  }
  // How a role is taken away is not published (W).
  if (surplus.length > 0)
    changes.push({ op: 'Remove', path: 'roles', value: surplus.map((value) => ({ value })) })
  return changes
}

/** The manager, in the second pass: an id as plain text; an empty text takes it away (I: ssoready/ssoready#167). */
export function managerPatch(id: string, had: boolean, dialect: PatchDialect): JsonObject {
  const op = had || id === '' ? 'Replace' : 'Add'
  return patchBody([{ op, path: `${ENTERPRISE_USER}:manager`, value: id }], dialect)
}

export function renamePatch(name: string, dialect: PatchDialect): JsonObject {
  return patchBody([{ op: 'Replace', path: 'displayName', value: name }], dialect)
}

/** One request's worth of members (O: "Add Members", "Remove Members"; with the flag a filter for each who leaves). */
export function membersPatch(
  op: 'Add' | 'Remove',
  ids: readonly string[],
  dialect: PatchDialect,
): JsonObject {
  if (op === 'Remove' && dialect === 'scim062020') {
    return patchBody(
      ids.map((id) => ({ op, path: `members[value eq "${id}"]` })),
      dialect,
    )
  }
  return patchBody([{ op, path: 'members', value: ids.map((id) => ({ $ref: null, value: id })) }], dialect)
}

function patchBody(changes: readonly Change[], dialect: PatchDialect): JsonObject {
  const Operations = dialect === 'default' ? changes.map(asDefault) : compliant(changes)
  return { schemas: [PATCH_OP], Operations }
}

/** Capitalised operations, and booleans as texts (O: compatibility document, "Without feature flag"). */
function asDefault({ op, path, value }: Change): JsonObject {
  const written = typeof value === 'boolean' ? (value ? 'True' : 'False') : value
  return { op, path, ...(written === undefined ? {} : { value: written }) }
}

/**
 * Lower-case operations and real booleans; replaces of plain attributes are one operation without path, its keys dotted
 * or behind a URN, but for `active`, which has a path of its own (O: the same, "With feature flag").
 */
function compliant(changes: readonly Change[]): JsonObject[] {
  const together: JsonObject = {}
  const alone: JsonObject[] = []
  for (const { op, path, value } of changes) {
    const plain = op === 'Replace' && typeof value === 'string' && value !== '' && !path.includes('[')
    if (plain) together[path] = value
    else alone.push({ op: op.toLowerCase(), path, ...(value === undefined ? {} : { value }) })
  }
  return Object.keys(together).length > 0 ? [...alone, { op: 'replace', value: together }] : alone
}
