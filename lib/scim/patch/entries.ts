import { noTarget } from '../errors'
import type { Filter } from '../filter/ast'
import { matches } from '../filter/matches'
import { printFilter } from '../filter/print'
import { mergeEntry, readEntries, tidyEntries, withoutEntries } from '../resource/entries'
import { isNothing, readAlone } from '../resource/value'
import type { Attribute } from '../schema/schema'
import { clip } from '../text'
import type { Json, JsonObject } from '../types'
import type { PatchOperation } from './operation'

/** The entries of a multi-valued attribute after an operation; undefined if none are left. */
export function applyToEntries(
  attribute: Attribute,
  entries: readonly JsonObject[],
  operation: PatchOperation,
): JsonObject[] | undefined {
  const { op, path, where, value } = operation
  if (where !== undefined) return applyToChosen(attribute, entries, where, operation)
  if (path.sub !== undefined) return applyToSub(attribute, entries, path.sub, op === 'remove' ? null : value)
  const listed = readEntries(attribute, value)
  if (op === 'replace') return tidyEntries(attribute, listed, listed)
  if (op === 'add') return tidyEntries(attribute, [...entries, ...listed], listed)
  // Entra removes by a list of values where the RFC has a filter.
  const kept = value === undefined || value === null ? [] : withoutEntries(attribute, entries, listed)
  return tidyEntries(attribute, kept, [])
}

/** `emails.value` chooses no entry: a value goes to the primary or first one, an empty value to all. */
function applyToSub(
  attribute: Attribute,
  entries: readonly JsonObject[],
  sub: string,
  value: Json | undefined,
): JsonObject[] | undefined {
  const sent = { [sub]: value ?? null }
  if (isNothing(value)) return change(attribute, entries, entries, sent)
  const target = entries.find((entry) => entry.primary === true) ?? entries[0]
  return target === undefined ? insert(attribute, entries, sent) : change(attribute, entries, [target], sent)
}

function applyToChosen(
  attribute: Attribute,
  entries: readonly JsonObject[],
  where: Filter,
  { op, path, value: given }: PatchOperation,
): JsonObject[] | undefined {
  const value = path.sub === undefined ? onlyOf(given) : given
  const chosen = entries.filter((entry) => matches(where, entry))
  if (op === 'remove' && path.sub === undefined) return change(attribute, entries, chosen, null)
  if (op === 'remove' || isNothing(value)) {
    return change(attribute, entries, chosen, path.sub === undefined ? null : { [path.sub]: null })
  }
  const sent = path.sub === undefined ? readAlone(attribute, value) : { [path.sub]: value }
  if (chosen.length > 0 && (op === 'add' || path.sub !== undefined))
    return change(attribute, entries, chosen, sent)
  const terms = termsOf(where)
  if (chosen.length > 0) return replaceChosen(attribute, entries, chosen, { ...terms, ...sent })
  if (terms !== undefined) return insert(attribute, entries, { ...terms, ...sent })
  throw noTarget(
    `${attribute.name}[${clip(printFilter(where))}] finds no entry, and does not say how to make one.`,
  )
}

/** One value stands for every chosen entry: a list of one is that one, an empty list none. */
function onlyOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.length < 2 ? value[0] : value
}

/** The chosen entries with `sent` laid over them, in their places; those that become empty are gone. */
function change(
  attribute: Attribute,
  entries: readonly JsonObject[],
  chosen: readonly JsonObject[],
  sent: Json,
): JsonObject[] | undefined {
  const changed = new Map(chosen.map((entry) => [entry, mergeEntry(attribute, entry, sent)]))
  const next = entries.map((entry) => (changed.has(entry) ? changed.get(entry) : entry))
  const isLeft = (entry: JsonObject | undefined) => entry !== undefined
  return tidyEntries(attribute, next.filter(isLeft), [...changed.values()].filter(isLeft))
}

/** RFC 7644 §3.5.2.3: a replace without sub-attribute puts the new value in place of every chosen entry. */
function replaceChosen(
  attribute: Attribute,
  entries: readonly JsonObject[],
  chosen: readonly JsonObject[],
  sent: JsonObject,
): JsonObject[] | undefined {
  const entry = readEntries(attribute, sent)
  const places = new Set(chosen)
  return tidyEntries(
    attribute,
    entries.flatMap((other) => (places.has(other) ? entry : [other])),
    entry,
  )
}

function insert(
  attribute: Attribute,
  entries: readonly JsonObject[],
  sent: JsonObject,
): JsonObject[] | undefined {
  const entry = readEntries(attribute, sent)
  return tidyEntries(attribute, [...entries, ...entry], entry)
}

/** What a filter says of the entry it looks for, if it says it by `eq` and `and` alone: Entra expects it made. */
function termsOf(where: Filter): JsonObject | undefined {
  if (where.kind === 'compare' && where.op === 'eq' && where.value !== null) {
    return { [where.path.name]: where.value }
  }
  if (where.kind !== 'and') return undefined
  const left = termsOf(where.left)
  const right = termsOf(where.right)
  return left && right && { ...left, ...right }
}
