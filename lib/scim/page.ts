import type { JsonObject } from './types'
import { URN } from './urns'

/** A ListResponse (RFC 7644 §3.4.2); `itemsPerPage` is the number of resources that are really in it. */
export function listResponse(page: {
  resources: JsonObject[]
  totalResults: number
  startIndex: number
}): JsonObject {
  return {
    schemas: [URN.LIST_RESPONSE],
    totalResults: page.totalResults,
    startIndex: page.startIndex,
    itemsPerPage: page.resources.length,
    Resources: page.resources,
  }
}
