import { fold } from './fold'
import { isSafeKey, isStorable } from './json'
import type { AttributePath, ResourceSchema, SchemaDefinition } from './schema/schema'

const NAME = /^[A-Za-z$][\w$-]*$/

/**
 * What `text` names: `userName`, `name.givenName`, `urn:…:User:department`, or a schema's URN alone, in any case
 * (RFC 7644 §3.10). Microsoft's documents write `manager` without its URN, so a bare name that the core schema does
 * not know means the only extension that does. Undefined if it names nothing. Filters, sorting, projections, bodies
 * and patches all ask here.
 */
export function resolvePath(text: string, schema: ResourceSchema): AttributePath | undefined {
  const folded = fold(text)
  const known = schema.paths.get(folded)
  if (known !== undefined) return known
  if (!folded.startsWith('urn:')) return inOnlyExtension(folded, schema)
  if (isUnder(schema.core, folded)) return undefined
  const extension = schema.extensions.find((definition) => isUnder(definition, folded))
  const end = extension?.urn.length ?? text.lastIndexOf(':')
  if (end <= 'urn:'.length || !isStorable(text)) return undefined
  const path = unknownPath(extension?.urn ?? text.slice(0, end), text.slice(end + 1))
  const parent = path && schema.paths.get(fold(`${path.schema}:${path.name}`))
  return parent === undefined ? path : undefined
}

/** Whether a key is a URN that lies neither at nor under a schema of the resource: an extension of the client's own. */
export function isForeign(key: string, schema: ResourceSchema): boolean {
  const folded = fold(key)
  const isAtOrUnder = (definition: SchemaDefinition) =>
    folded === fold(definition.urn) || isUnder(definition, folded)
  return folded.startsWith('urn:') && ![schema.core, ...schema.extensions].some(isAtOrUnder)
}

function inOnlyExtension(folded: string, { extensions, paths }: ResourceSchema): AttributePath | undefined {
  const found = extensions.flatMap(({ urn }) => paths.get(fold(`${urn}:${folded}`)) ?? [])
  return found.length === 1 ? found[0] : undefined
}

function isUnder({ urn }: SchemaDefinition, folded: string): boolean {
  return folded.startsWith(`${fold(urn)}:`)
}

/** An attribute, or a sub-attribute of one, that no schema describes; it has to look like a name all the same. */
function unknownPath(schema: string, text: string): AttributePath | undefined {
  const dot = text.indexOf('.')
  const name = dot < 0 ? text : text.slice(0, dot)
  const sub = dot < 0 ? undefined : text.slice(dot + 1)
  for (const part of [name, sub ?? name]) if (!NAME.test(part) || !isSafeKey(part)) return undefined
  return {
    schema,
    extension: true,
    name,
    sub,
    type: 'string',
    caseExact: false,
    multiValued: false,
    known: false,
  }
}

/** The path as a client would write it, in the schema's spelling. */
export function printPath(path: AttributePath): string {
  const name = path.extension ? `${path.schema}:${path.name}` : path.name
  return path.sub === undefined ? name : `${name}.${path.sub}`
}
