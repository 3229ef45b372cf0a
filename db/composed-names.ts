import { createHash } from 'node:crypto'

/** How many composed statements a connection keeps planned; each costs it some memory. */
const NAMES = 100
/** A statement that has come so often is one that clients repeat. */
const OFTEN = 3
const seen = new Map<string, { times: number; name?: string }>()

/** The name of a composed statement whose text comes again and again, so that it is planned once. */
export function nameOf(text: string): string | undefined {
  const known = seen.get(text) ?? { times: 0 }
  if (known.name) return known.name
  if (known.times === 0 && seen.size >= NAMES) return undefined
  seen.set(text, known)
  known.times += 1
  if (known.times >= OFTEN) known.name = `composed_${createHash('sha1').update(text).digest('base64url')}`
  return known.name
}
