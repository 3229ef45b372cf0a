import { type Json, type JsonObject, sameResource } from '@/lib/scim'

/** Says how a resource is written, not what it says. */
const UNTOLD = new Set(['schemas'])

/** The top-level attributes in which two resources differ; an absent one is left out of its side. */
export function differences(
  before: JsonObject,
  after: JsonObject,
): { before: JsonObject; after: JsonObject } {
  const told: { before: JsonObject; after: JsonObject } = { before: {}, after: {} }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]]
    if (UNTOLD.has(name) || same(was, is)) continue
    if (was !== undefined) told.before[name] = was
    if (is !== undefined) told.after[name] = is
  }
  return told
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameResource({ a }, { a: b }))
}
