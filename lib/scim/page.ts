import type { JsonObject } from './types'
import { URN } from './urns'

/**
 * A ListResponse (RFC 7644 §3.4.2); `itemsPerPage` is the number of resources that are really in it. A page of
 * a walk by cursor has no `startIndex`; its cursors are left out where no page follows or precedes (RFC 9865 §2).
 */
export function listResponse(page: {
  resources: JsonObject[]
  totalResults: number
  startIndex?: number
  nextCursor?: string | undefined
  previousCursor?: string | undefined
}): JsonObject {
  const { resources, totalResults, startIndex, nextCursor, previousCursor } = page
  return {
    schemas: [URN.LIST_RESPONSE],
    totalResults,
    ...(startIndex !== undefined && { startIndex }),
    itemsPerPage: resources.length,
    ...(nextCursor !== undefined && { nextCursor }),
    ...(previousCursor !== undefined && { previousCursor }),
    Resources: resources,
  }
}

type Page = Omit<Parameters<typeof listResponse>[0], 'resources'>

/** The same as JSON, of resources that are JSON already: a page of many is not taken apart and written again. */
export function listJson(page: Page, resources: readonly string[]): string {
  const { before, after } = listFrame(page, resources.length)
  const parts = [...resources]
  // One join: each who reads a sum of texts puts them together again.
  parts[0] = before + (parts[0] ?? '')
  parts[parts.length - 1] += after
  return parts.join(',')
}

/** What stands around the resources of such a page, of which there are `itemsPerPage`. */
export function listFrame(page: Page, itemsPerPage: number): { before: string; after: string } {
  const { totalResults, startIndex, nextCursor, previousCursor } = page
  // JSON leaves out what is undefined.
  const envelope = JSON.stringify({
    schemas: [URN.LIST_RESPONSE],
    totalResults,
    startIndex,
    itemsPerPage,
    nextCursor,
    previousCursor,
  })
  return { before: `${envelope.slice(0, -1)},"Resources":[`, after: ']}' }
}
