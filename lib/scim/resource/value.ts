import { invalidValue } from '../errors'
import { fold } from '../fold'
import { isObject, isSafeKey, isStorable, valueAt } from '../json'
import type { Attribute } from '../schema/schema'
import { clip } from '../text'
import type { Json, JsonObject } from '../types'

/** What stands for "no value" (RFC 7643 §2.5), with the empty text that Okta and Entra clear by. */
export function isNothing(value: Json | undefined): value is undefined | null | '' {
  return value === undefined || value === null || value === ''
}

/**
 * The value of an attribute without sub-attributes, as it is kept; undefined if there is none. `place` names
 * the attribute in errors. Takes the spellings of booleans, numbers as text, and `[{"value": …}]`, which Entra's
 * older dialect wraps around any value; but what is required is what a resource is known by, and is taken as
 * text alone. Throws invalidValue.
 */
export function readSimple(attribute: Attribute, sent: Json | undefined, place: string): Json | undefined {
  const value = attribute.required ? sent : unwrap(sent)
  if (isNothing(value)) return undefined
  if (attribute.required && typeof value !== 'string') throw unexpected(place, 'text', value)
  switch (attribute.type) {
    case 'boolean':
      return readBoolean(value, place)
    case 'integer':
    case 'decimal':
      if (typeof value === 'number') return value
      throw unexpected(place, 'a number', value)
    default:
      return readText(attribute, value, place)
  }
}

function unwrap(sent: Json | undefined): Json | undefined {
  const value = unlist(sent)
  const wraps = isObject(value) && Object.keys(value).every((key) => key === 'value' || key === '$ref')
  return wraps ? valueAt(value, 'value') : value
}

/** What is in a list of one object with a `value`; a list of anything else is no single value. */
function unlist<Sent extends Json | undefined>(sent: Sent): Sent | JsonObject {
  const only = Array.isArray(sent) && sent.length === 1 ? sent[0] : undefined
  return isObject(only) && Object.keys(only).some((key) => fold(key) === 'value') ? only : sent
}

function readBoolean(value: Json, place: string): boolean {
  if (typeof value === 'boolean') return value
  const spelling = typeof value === 'string' ? fold(value.trim()) : ''
  if (spelling !== 'true' && spelling !== 'false') throw unexpected(place, 'true or false', value)
  return spelling === 'true'
}

function readText(attribute: Attribute, value: Json, place: string): string {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') throw unexpected(place, 'text', value)
  if (text.length > attribute.maxLength) {
    throw invalidValue(
      `${place}: at most ${attribute.maxLength} characters are accepted, got ${text.length}.`,
    )
  }
  return text
}

/**
 * A complex value after `sent` is laid over `current`: sub-attributes that are not named stay (RFC 7644
 * §3.5.2.3), empty ones go. When `value`, which says who or what is meant, changes in a single-valued attribute,
 * the rest of `current` described something else and goes with it. Undefined if nothing is left.
 */
export function mergeComplex(
  attribute: Attribute,
  current: JsonObject | undefined,
  sent: Json | undefined,
  place: string,
): JsonObject | undefined {
  if (isNothing(sent)) return undefined
  const given = readParts(attribute, sent, place)
  const result = { ...current }
  let emptied = false
  for (const key of Object.keys(given)) {
    const sub = attribute.subs.get(fold(key))
    if (sub === undefined) continue
    const value = readSimple(sub, given[key], `${place}.${sub.name}`)
    if (value !== undefined) result[sub.name] = value
    else delete result[sub.name]
    if (sub.name === 'value') emptied = value === undefined
  }
  if (emptied || Object.keys(result).length === 0) return undefined
  const replaced = !attribute.multiValued && current?.value !== undefined && current.value !== result.value
  return replaced ? mergeComplex(attribute, undefined, sent, place) : result
}

/** The sub-attributes that a client means: a bare value is the `value`, `[{"value": …}]` what is in the list. */
function readParts(attribute: Attribute, listed: Json, place: string): JsonObject {
  const isWrappable = !attribute.multiValued && attribute.subs.has('value')
  const sent = isWrappable ? unlist(listed) : listed
  if (isObject(sent))
    return attribute.name === 'roles' ? { ...sent, ...readRole(valueAt(sent, 'value')) } : sent
  if ((typeof sent !== 'string' && typeof sent !== 'number') || !attribute.subs.has('value')) {
    throw unexpected(place, attribute.multiValued ? 'a list of objects' : 'an object', sent)
  }
  return attribute.name === 'roles' ? { value: sent, ...readRole(sent) } : { value: sent }
}

/**
 * The sub-attributes of one value of a multi-valued attribute where no list says that it is one: an object, or
 * an app role as Entra writes it; other bare values may be anything. Throws invalidValue.
 */
export function readAlone(attribute: Attribute, sent: Json): JsonObject {
  const isRole = attribute.name === 'roles' && Object.keys(readRole(sent)).length > 0
  if (!isObject(sent) && !isRole) throw unexpected(attribute.name, 'a list of objects', sent)
  return readParts(attribute, sent, attribute.name)
}

/** Entra sends an app role as a JSON document in a text: `{"id":…,"value":"admin","displayName":"Admin"}`. */
function readRole(text: Json | undefined): JsonObject {
  if (typeof text !== 'string' || !text.startsWith('{')) return {}
  try {
    const role: JsonObject = JSON.parse(text)
    const display = valueAt(role, 'displayName')
    const value = [valueAt(role, 'value'), display, valueAt(role, 'id')].find((name) => !isNothing(name))
    // Escapes inside the document have not been looked at yet.
    if (typeof value !== 'string' || !isStorable(`${value}${display}`)) return {}
    return typeof display === 'string' ? { value, display } : { value }
  } catch {
    return {}
  }
}

/** Any JSON without what stands for nothing and without keys that reach a prototype; undefined if none is left. */
export function cleanJson(value: Json | undefined): Json | undefined {
  if (isNothing(value)) return undefined
  if (Array.isArray(value)) {
    const items = value.map(cleanJson).filter((item) => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (!isObject(value)) return value
  const result: JsonObject = {}
  for (const key of Object.keys(value)) {
    const kept = isSafeKey(key) ? cleanJson(value[key]) : undefined
    if (kept !== undefined) result[key] = kept
  }
  return Object.keys(result).length > 0 ? result : undefined
}

export function unexpected(place: string, expected: string, value: Json) {
  return invalidValue(`${place}: expected ${expected}, got ${shown(value)}.`)
}

function shown(value: Json): string {
  if (typeof value === 'string') return `“${clip(value)}”`
  if (Array.isArray(value)) return 'a list'
  return isObject(value) ? 'an object' : String(value)
}
