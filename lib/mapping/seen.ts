import type { Json, JsonObject } from '@/lib/scim'

/** Says how a resource is written, or is not kept for people to read. */
const UNTOLD: ReadonlySet<string> = new Set(['schemas', '$ref', 'primary', 'type', 'active'])
/** A client may make up names without end. */
const MOST = 300

/** The paths at which people have a value, the commonest first: as they would be typed. */
export function pathsSeen(resources: readonly JsonObject[]): string[] {
  const people = new Map<string, number>()
  for (const resource of resources) {
    for (const path of new Set(pathsOf(resource))) {
      if (people.has(path) || people.size < MOST) people.set(path, (people.get(path) ?? 0) + 1)
    }
  }
  return [...people].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([path]) => path)
}

function pathsOf(resource: JsonObject): string[] {
  return Object.entries(resource).flatMap(([key, value]) => {
    if (!key.startsWith('urn:') || !isObject(value)) return pathsUnder(key, key, value)
    return Object.entries(value).flatMap(([name, inner]) => pathsUnder(`${key}:${name}`, name, inner))
  })
}

function pathsUnder(path: string, name: string, value: Json | undefined): string[] {
  if (UNTOLD.has(name) || value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap((entry) => pathsOfEntry(path, entry))
  return isObject(value) ? partsOf(path, value) : [path]
}

function pathsOfEntry(path: string, entry: Json): string[] {
  if (!isObject(entry)) return Array.isArray(entry) ? [] : [path]
  const { type } = entry
  const byType = typeof type === 'string' ? partsOf(`${path}[type eq ${JSON.stringify(type)}]`, entry) : []
  return [...partsOf(path, entry), ...byType]
}

function partsOf(path: string, parts: JsonObject): string[] {
  return Object.entries(parts).flatMap(([name, value]) =>
    UNTOLD.has(name) || value === null || value === '' || typeof value === 'object'
      ? []
      : [`${path}.${name}`],
  )
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
