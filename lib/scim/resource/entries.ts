import { invalidValue } from '../errors'
import { fold } from '../fold'
import { LIMITS } from '../limits'
import type { Attribute } from '../schema/schema'
import { clip } from '../text'
import type { Json, JsonObject } from '../types'
import { isNothing, mergeComplex, readAlone } from './value'

/** The entries of a multi-valued attribute as sent: a list, or one object alone. Throws invalidValue. */
export function readEntries(attribute: Attribute, sent: Json | undefined): JsonObject[] {
  if (isNothing(sent)) return []
  const list = Array.isArray(sent) ? sent : [readAlone(attribute, sent)]
  return list.map((entry) => mergeEntry(attribute, undefined, entry)).filter((entry) => entry !== undefined)
}

/** An entry after `sent` is laid over it; undefined if no more is left than what it would be used for. */
export function mergeEntry(
  attribute: Attribute,
  current: JsonObject | undefined,
  sent: Json | undefined,
): JsonObject | undefined {
  const entry = mergeComplex(attribute, current, sent, attribute.name)
  if (entry === undefined) return undefined
  return Object.keys(entry).every((key) => key === 'type' || key === 'primary') ? undefined : entry
}

/**
 * Entries as they are kept: none twice, one primary at most (RFC 7643 §2.4), where those just `touched` come
 * before the others; undefined if there are none. Throws invalidValue beyond `LIMITS.entries`.
 */
export function tidyEntries(
  attribute: Attribute,
  entries: readonly JsonObject[],
  touched: readonly JsonObject[],
): JsonObject[] | undefined {
  const isPrimary = (entry: JsonObject) => entry.primary === true
  const primary = touched.find(isPrimary) ?? entries.find(isPrimary)
  const kept = new Map<string, JsonObject>()
  for (const entry of entries) {
    const demoted = isPrimary(entry) && entry !== primary ? { ...entry, primary: false } : entry
    const key = identityOf(attribute, entry)
    const same = kept.get(key)
    kept.set(key, same === undefined ? demoted : { ...same, ...demoted })
  }
  if (kept.size > LIMITS.entries) {
    throw tooManyEntries(attribute.name, kept.size)
  }
  return kept.size > 0 ? [...kept.values()] : undefined
}

export function tooManyEntries(name: string, count: number) {
  return invalidValue(`${clip(name)}: at most ${LIMITS.entries} values are accepted, got ${count}.`)
}

/** Without the entries that `listed` names: by value, and by type where it names one. */
export function withoutEntries(
  attribute: Attribute,
  entries: readonly JsonObject[],
  listed: readonly JsonObject[],
): JsonObject[] {
  const exact = new Set(listed.map((entry) => identityOf(attribute, entry)))
  const anyType = new Set(
    listed.filter((entry) => entry.type === undefined).map((entry) => entryValue(attribute, entry)),
  )
  return entries.filter(
    (entry) =>
      !exact.has(identityOf(attribute, entry)) &&
      (entry.value === undefined || !anyType.has(entryValue(attribute, entry))),
  )
}

/** Value and type tell entries apart; without a value, all of their content but `primary`. */
function identityOf(attribute: Attribute, entry: JsonObject): string {
  if (entry.value !== undefined) return `${fold(String(entry.type ?? ''))}\0${entryValue(attribute, entry)}`
  const content = attribute.subAttributes.map(({ name }) =>
    name === 'primary' ? null : (entry[name] ?? null),
  )
  return JSON.stringify(content)
}

function entryValue(attribute: Attribute, entry: JsonObject): string {
  const value = String(entry.value)
  return attribute.subs.get('value')?.caseExact ? value : fold(value)
}
