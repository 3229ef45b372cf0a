import type { Json, JsonObject } from '../types'

/** Whether nothing changed: deep equality in which the order of keys does not count, that of lists does. */
export function sameResource(a: JsonObject, b: JsonObject): boolean {
  return sameJson(a, b)
}

function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return false
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i]))
  }
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  )
}
