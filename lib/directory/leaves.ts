import type { Text } from '@/lib/messages/text'
import type { Json, JsonObject } from '@/lib/scim'

/** One single value of a resource, and where it stands. */
export type Leaf = {
  /** As a client would write it: `emails[type eq "work"].value`, `urn:…:User:department`. */
  path: string
  /** The URN of the extension that holds it. */
  extension: string | undefined
  /** The path without extension and selectors: `emails.value`, `department`. */
  name: string
  /** The type of the list element that holds it: `work`. */
  type: string | undefined
  /** The value as it is written down, by which two versions compare. */
  text: string
  /** What people read of a value that is no text: “Active”, “yes”. */
  told: Text | undefined
}

type Place = Omit<Leaf, 'text' | 'told'>

/** Say how a resource is written or where it lies, not what it says. */
const UNTOLD = new Set(['schemas', '$ref'])

/**
 * Every single value of a resource, in its order. An element of a list is named by its type where that names
 * only one, else by its value, so that two versions of a list compare element by element in whatever order.
 */
export function leavesOf(resource: JsonObject): Leaf[] {
  return Object.entries(resource).flatMap(([key, value]) => {
    if (!key.startsWith('urn:') || !isObject(value)) {
      return collect({ path: key, extension: undefined, name: key, type: undefined }, value)
    }
    return Object.entries(value).flatMap(([name, inner]) =>
      collect({ path: `${key}:${name}`, extension: key, name, type: undefined }, inner),
    )
  })
}

function collect(place: Place, value: Json | undefined): Leaf[] {
  if (value === null || value === undefined || UNTOLD.has(place.name)) return []
  if (Array.isArray(value)) return value.flatMap((element) => collectElement(place, element, value))
  if (isObject(value)) return collectParts(place, value)
  return [{ ...place, text: printed(value), told: toldOf(place.name, value) }]
}

function collectParts(place: Place, value: JsonObject): Leaf[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    UNTOLD.has(name)
      ? []
      : collect({ ...place, path: `${place.path}.${name}`, name: `${place.name}.${name}` }, inner),
  )
}

function collectElement(place: Place, element: Json, list: readonly Json[]): Leaf[] {
  if (!isObject(element)) {
    const path = `${place.path}[value eq ${JSON.stringify(element)}]`
    return [
      {
        ...place,
        path,
        name: `${place.name}.value`,
        text: printed(element),
        told: toldOf(place.name, element),
      },
    ]
  }
  const { type, display, ...rest } = element
  const told = display === rest.value || display === undefined ? rest : { ...rest, display }
  const path = `${place.path}[${selectorOf(element, list)}]`
  return collectParts({ ...place, path, type: typeof type === 'string' ? type : undefined }, told)
}

function selectorOf({ type, value }: JsonObject, list: readonly Json[]): string {
  const byValue = `value eq ${JSON.stringify(value ?? null)}`
  if (type === undefined) return byValue
  const byType = `type eq ${JSON.stringify(type)}`
  const alike = list.filter((other) => isObject(other) && other.type === type)
  return alike.length === 1 ? byType : `${byType} and ${byValue}`
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toldOf(name: string, value: Json): Text | undefined {
  if (name === 'active') return { key: value === true ? 'attributes.isActive' : 'attributes.isInactive' }
  return typeof value === 'boolean' ? { key: value ? 'attributes.yes' : 'attributes.no' } : undefined
}

function printed(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
