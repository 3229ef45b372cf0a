import { type AttributeType, attribute, type SchemaDefinition } from './schema/schema'
import type { ResourceType } from './types'

/** One attribute, or a sub-attribute of one, as seen in resources; `kinds` are those of its values in JSON. */
export type SeenAttribute = {
  type: ResourceType
  urn: string
  name: string
  sub: string | null
  /** Whether it has been a list. */
  many: boolean
  kinds: string[]
}

/** A schema that nobody declared: what clients have sent under its URN, and on resources of which types. */
export type DerivedSchema = { definition: SchemaDefinition; types: ReadonlySet<ResourceType> }

/** The schemas of the extensions that clients have made up, from what was seen of them. */
export function deriveSchemas(seen: readonly SeenAttribute[]): DerivedSchema[] {
  return [...groupBy(seen, ({ urn }) => urn)].map(([urn, rows]) => ({
    types: new Set(rows.map(({ type }) => type)),
    definition: {
      urn,
      name: nameOf(urn),
      description: 'An extension that clients have sent; described by what they sent.',
      attributes: [...groupBy(rows, ({ name }) => name)].map(([name, parts]) => deriveAttribute(name, parts)),
    },
  }))
}

function deriveAttribute(name: string, parts: readonly SeenAttribute[]) {
  const subs = parts.filter(({ sub }) => sub !== null)
  const isComplex = subs.length === parts.length
  return attribute(name, 'As sent by clients.', {
    type: isComplex ? 'complex' : typeOf(parts),
    multiValued: parts.some(({ many }) => many),
    subAttributes: isComplex
      ? [...groupBy(subs, ({ sub }) => String(sub))].map(([sub, rows]) =>
          attribute(sub, 'As sent by clients.', { type: typeOf(rows) }),
        )
      : [],
  })
}

const TYPES: Readonly<Record<string, AttributeType>> = { boolean: 'boolean', number: 'decimal' }

/** What all values have been; text when they were of different kinds. */
function typeOf(rows: readonly SeenAttribute[]): AttributeType {
  const kinds = new Set(rows.flatMap((row) => row.kinds))
  const [kind = ''] = kinds
  return (kinds.size === 1 && TYPES[kind]) || 'string'
}

/** The last part of a URN that says something: neither a version nor the resource type. */
function nameOf(urn: string): string {
  const telling = urn.split(':').filter((part) => /[a-z]/i.test(part) && !/^(urn|user|group)$/i.test(part))
  return telling.at(-1) ?? urn
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
