import { isObject, type Json, type JsonObject } from '../json'

const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** The PATCH shapes that the golden sequences use, and no more: Okta's, and Entra ID's in both dialects. */
export function applyStubPatch(resource: JsonObject, body: JsonObject): JsonObject {
  const next = structuredClone(resource)
  for (const operation of Array.isArray(body.Operations) ? body.Operations.filter(isObject) : []) {
    const op = String(operation.op).toLowerCase()
    const value = operation.value ?? null
    if (typeof operation.path === 'string') applyAt(next, op, operation.path, value)
    else if (isObject(value)) for (const [path, item] of Object.entries(value)) applyAt(next, op, path, item)
  }
  return next
}

function applyAt(resource: JsonObject, op: string, path: string, value: Json): void {
  const filtered = /^(\w+)\[(\w+) eq "([^"]*)"\](?:\.(\w+))?$/.exec(path)
  if (path.startsWith(`${ENTERPRISE_USER}:`)) {
    const name = path.slice(ENTERPRISE_USER.length + 1)
    set(child(resource, ENTERPRISE_USER), op, name, name === 'manager' ? asManager(value) : value)
  } else if (filtered) {
    setFiltered(resource, op, filtered, value)
  } else if (path === 'members') {
    setMembers(resource, op, value)
  } else if (path.includes('.') && !path.includes(':')) {
    const [name = '', sub = ''] = path.split('.')
    set(child(resource, name), op, sub, value)
  } else {
    set(resource, op, path, path === 'active' ? asBoolean(value) : value)
  }
}

function child(resource: JsonObject, name: string): JsonObject {
  const before = resource[name]
  const target = isObject(before) ? before : {}
  resource[name] = target
  return target
}

function asManager(value: Json): Json {
  const id = isObject(value) ? (value.value ?? '') : value
  return id === '' ? '' : { value: id }
}

function set(target: JsonObject, op: string, name: string, value: Json): void {
  if (op === 'remove' || value === null || value === '') delete target[name]
  else target[name] = value
}

function asBoolean(value: Json): Json {
  return typeof value === 'string' ? value.toLowerCase() === 'true' : value
}

function setFiltered(resource: JsonObject, op: string, match: RegExpExecArray, value: Json): void {
  const [, name = '', key = '', wanted = '', sub] = match
  const entries = elements(resource[name])
  if (op === 'remove') {
    resource[name] = entries.filter((entry) => entry[key] !== wanted)
    return
  }
  const entry = entries.find((candidate) => candidate[key] === wanted)
  if (entry) entry[sub ?? 'value'] = value
  else entries.push({ [key]: wanted, [sub ?? 'value']: value })
  resource[name] = entries
}

function setMembers(resource: JsonObject, op: string, value: Json): void {
  const before = elements(resource.members)
  const given = elements(value)
  const values = new Set(given.map((member) => member.value))
  if (op === 'replace') resource.members = given
  else if (op === 'remove')
    resource.members = given.length ? before.filter((member) => !values.has(member.value)) : []
  else resource.members = [...before.filter((member) => !values.has(member.value)), ...given]
}

function elements(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
