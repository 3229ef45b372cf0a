import { labelOf } from '@/lib/directory/attribute-names'
import { leavesOf } from '@/lib/directory/leaves'
import type { JsonObject } from '@/lib/scim'

/** One value that changed; null where there was none before or is none after. */
export type Pair = { path: string; label: string; before: string | null; after: string | null }

/** Certificates and pictures may be any length. */
const LONGEST = 200

/** A change, value by value: what stayed the same inside an attribute that changed is left out. */
export function pairsOf(before: JsonObject | null, after: JsonObject | null): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const leaf of leavesOf(before ?? {})) {
    pairs.set(leaf.path, { path: leaf.path, label: labelOf(leaf), before: leaf.text, after: null })
  }
  for (const leaf of leavesOf(after ?? {})) {
    const pair = pairs.get(leaf.path) ?? {
      path: leaf.path,
      label: labelOf(leaf),
      before: null,
      after: null,
    }
    pairs.set(leaf.path, { ...pair, after: leaf.text })
  }
  return [...pairs.values()]
    .filter((pair) => pair.before !== pair.after)
    .map((pair) => ({ ...pair, before: shorten(pair.before), after: shorten(pair.after) }))
}

function shorten(text: string | null): string | null {
  return text !== null && text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
