import { fold } from './fold'
import { isSafeKey } from './json'
import type { AttributePath, ResourceSchema } from './schema/schema'

const NAME = /^[A-Za-z$][\w$-]*$/

/**
 * What `text` names: `userName`, `name.givenName`, `urn:…:User:department`, or a schema's URN alone, in any case
 * (RFC 7644 §3.10). Undefined if it names nothing. Filters, sorting, projections and patches all ask here.
 */
export function resolvePath(text: string, schema: ResourceSchema): AttributePath | undefined {
  const folded = fold(text)
  const known = schema.paths.get(folded)
  if (known !== undefined) return known
  if (!folded.startsWith('urn:') || folded.startsWith(`${fold(schema.core.urn)}:`)) return undefined
  const extension = schema.extensions.find(({ urn }) => folded.startsWith(`${fold(urn)}:`))
  const end = extension?.urn.length ?? text.lastIndexOf(':')
  return unknownPath(extension?.urn ?? text.slice(0, end), text.slice(end + 1))
}

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
