import { labelOf } from '@/lib/directory/attribute-names'
import { type Leaf, leavesOf } from '@/lib/directory/leaves'
import type { Text } from '@/lib/messages/text'
import type { JsonObject } from '@/lib/scim'

/** One value that changed; null where there was none before or is none after. What is no text is what clients wrote. */
export type Pair = {
  path: string
  label: Text | string
  before: Text | string | null
  after: Text | string | null
}

/** Certificates and pictures may be any length. */
const LONGEST = 200

/** A change, value by value: what stayed the same inside an attribute that changed is left out. */
export function pairsOf(before: JsonObject | null, after: JsonObject | null): Pair[] {
  const pairs = new Map<string, { leaf: Leaf; before?: Leaf; after?: Leaf }>()
  for (const leaf of leavesOf(before ?? {})) pairs.set(leaf.path, { leaf, before: leaf })
  for (const leaf of leavesOf(after ?? {})) {
    pairs.set(leaf.path, { ...(pairs.get(leaf.path) ?? { leaf }), after: leaf })
  }
  return [...pairs.values()]
    .filter((pair) => pair.before?.text !== pair.after?.text)
    .map((pair) => ({
      path: pair.leaf.path,
      label: labelOf(pair.leaf),
      before: sayOf(pair.before),
      after: sayOf(pair.after),
    }))
}

function sayOf(leaf: Leaf | undefined): Text | string | null {
  if (!leaf) return null
  const { told, text } = leaf
  return told ?? (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
}
