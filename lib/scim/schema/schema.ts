import { fold } from '../fold'
import { LIMITS } from '../limits'
import type { EntitlementType, ResourceType } from '../types'

export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'reference'
  | 'binary'
  | 'complex'

/** The characteristics of an attribute (RFC 7643 §2.2). */
export type Attribute = {
  readonly name: string
  readonly description: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'
  readonly returned: 'always' | 'never' | 'default' | 'request'
  readonly uniqueness: 'none' | 'server' | 'global'
  readonly canonicalValues: readonly string[]
  readonly referenceTypes: readonly string[]
  readonly maxLength: number
  readonly subAttributes: readonly Attribute[]
  /** The sub-attributes by folded name. */
  readonly subs: ReadonlyMap<string, Attribute>
}

/**
 * Where a value stands in a resource: `resource[name][sub]`, or `resource[schema][name][sub]` when `extension`
 * is true. `name` and `sub` are spelled as the schema spells them; `name` is empty when the path is a schema's
 * URN alone. `type` and `caseExact` are those of `sub` when there is one, `multiValued` is that of `name`.
 * `known` is false for an attribute of an extension that no schema here describes: its names are exact as
 * written, and it compares as text without case.
 */
export type AttributePath = {
  schema: string
  extension: boolean
  name: string
  sub: string | undefined
  type: AttributeType
  caseExact: boolean
  multiValued: boolean
  known: boolean
}

/** One schema: a core one or an extension (RFC 7643 §7). */
export type SchemaDefinition = {
  readonly urn: string
  readonly name: string
  readonly description: string
  readonly attributes: readonly Attribute[]
}

/** A resource type with its core schema, its extensions, and the look-up tables that everything reads. */
export type ResourceSchema<Type = ResourceType | EntitlementType> = {
  readonly type: Type
  readonly endpoint: string
  readonly core: SchemaDefinition
  readonly extensions: readonly SchemaDefinition[]
  /** Every name that leads to an attribute or a schema, folded: `name.givenname`, `urn:…:user:department`. */
  readonly paths: ReadonlyMap<string, AttributePath>
  /** The top attributes by `attributeKey` of a path. */
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly required: readonly Attribute[]
}

const DEFAULTS = {
  type: 'string' as AttributeType,
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite' as Attribute['mutability'],
  returned: 'default' as Attribute['returned'],
  uniqueness: 'none' as Attribute['uniqueness'],
  canonicalValues: [] as readonly string[],
  referenceTypes: [] as readonly string[],
  maxLength: Number.POSITIVE_INFINITY,
  subAttributes: [] as readonly Attribute[],
}

/** An attribute with the defaults of RFC 7643 §2.2; references and binaries are case exact (§2.3.6, §2.3.7). */
export function attribute(
  name: string,
  description: string,
  options: Partial<typeof DEFAULTS> = {},
): Attribute {
  const caseExact = options.type === 'reference' || options.type === 'binary'
  const definition = { name, description, ...DEFAULTS, caseExact, ...options }
  return { ...definition, subs: new Map(definition.subAttributes.map((sub) => [fold(sub.name), sub])) }
}

/** The attributes of every resource (RFC 7643 §3); they belong to no schema and are not listed by /Schemas. */
const COMMON: readonly Attribute[] = [
  attribute('schemas', 'The URNs of the schemas of the resource.', {
    type: 'reference',
    multiValued: true,
    mutability: 'readOnly',
    returned: 'always',
  }),
  attribute('id', 'The identifier that the directory gives.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'The identifier that the identity provider gives.', {
    caseExact: true,
    maxLength: LIMITS.keyLength,
  }),
  attribute('meta', 'What the directory knows of the resource.', {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: [
      attribute('resourceType', 'User or Group.', { caseExact: true, mutability: 'readOnly' }),
      attribute('created', 'When it was created.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('lastModified', 'When it last changed.', { type: 'dateTime', mutability: 'readOnly' }),
      attribute('location', 'Its address.', { type: 'reference', mutability: 'readOnly' }),
      attribute('version', 'Its entity tag.', { caseExact: true, mutability: 'readOnly' }),
    ],
  }),
]

/** Where a path's attribute stands in `ResourceSchema.attributes`. */
export function attributeKey(path: { schema: string; extension: boolean; name: string }): string {
  return path.extension ? `${path.schema}:${path.name}` : path.name
}

/** Builds the look-up tables of a resource type once, so that no request walks a schema. */
export function defineResource<Type extends ResourceType | EntitlementType>(
  type: Type,
  endpoint: string,
  core: SchemaDefinition,
  extensions: readonly SchemaDefinition[],
): ResourceSchema<Type> {
  const paths = new Map<string, AttributePath>()
  const attributes = new Map<string, Attribute>()
  for (const definition of [core, ...extensions]) {
    const extension = definition !== core
    paths.set(fold(definition.urn), pathTo(definition.urn, extension))
    for (const top of extension ? definition.attributes : [...COMMON, ...definition.attributes]) {
      const prefixes = extension ? [`${definition.urn}:`] : ['', `${definition.urn}:`]
      attributes.set(attributeKey({ schema: definition.urn, extension, name: top.name }), top)
      for (const prefix of prefixes) {
        paths.set(fold(prefix + top.name), pathTo(definition.urn, extension, top))
        for (const sub of top.subAttributes) {
          paths.set(fold(`${prefix}${top.name}.${sub.name}`), pathTo(definition.urn, extension, top, sub))
        }
      }
    }
  }
  const required = core.attributes.filter((top) => top.required)
  return { type, endpoint, core, extensions, paths, attributes, required }
}

function pathTo(schema: string, extension: boolean, top?: Attribute, sub?: Attribute): AttributePath {
  const last = sub ?? top
  return {
    schema,
    extension,
    name: top?.name ?? '',
    sub: sub?.name,
    type: last?.type ?? 'complex',
    caseExact: last?.caseExact ?? false,
    multiValued: top?.multiValued ?? false,
    known: true,
  }
}
