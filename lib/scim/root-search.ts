import { invalidPath } from './errors'
import type { Filter } from './filter/ast'
import { parseForTypes } from './filter/for-types'
import { resolvePath } from './path'
import {
  filterText,
  type Projection,
  projection,
  type Query,
  readPage,
  searchParameters,
  sortPath,
} from './query'
import type { AttributePath, ResourceSchema } from './schema/schema'
import { clip } from './text'
import type { JsonObject, ResourceType } from './types'

/** What a search asks of one of the types; `sortBy` is undefined where the type has no such attribute. */
export type PartQuery = {
  type: ResourceType
  filter?: Filter | undefined
  sortBy?: AttributePath | undefined
  projection: Projection
}

/** A search over several types at once, in one order and one page. */
export type RootQuery = Pick<Query, 'sortOrder' | 'startIndex' | 'count' | 'cursor'> & {
  sorted: boolean
  /** The types that the filter may hold for; the others have nothing to answer. */
  parts: PartQuery[]
}

/**
 * Reads the body of a POST to the root's `/.search` (RFC 7644 §3.4.3), which looks among resources of all types.
 * Attributes that only one type has are absent from the other. Throws as `readSearch`.
 */
export function readRootSearch(
  body: JsonObject,
  schemas: readonly ResourceSchema<ResourceType>[],
): RootQuery {
  const parameter = searchParameters(body)
  const filter = filterText(parameter)
  const sortBy = parameter('sortBy')?.trim()
  const filters = filter === undefined ? schemas.map(() => true) : parseForTypes(filter, schemas)
  if (sortBy && !schemas.some((schema) => resolvePath(sortBy, schema))) {
    throw invalidPath(`sortBy “${clip(sortBy)}” is not an attribute of any resource.`)
  }
  const parts = schemas.map((schema, index): PartQuery | undefined => {
    const own = filters[index]
    if (own === false || own === undefined) return undefined
    return {
      type: schema.type,
      projection: projection(parameter, schema),
      ...(own !== true && { filter: own }),
      ...(sortBy && resolvePath(sortBy, schema) && { sortBy: sortPath(sortBy, schema) }),
    }
  })
  return {
    ...readPage(parameter),
    sorted: Boolean(sortBy),
    parts: parts.filter((part) => part !== undefined),
  }
}
