import type { DiscoveryEndpoint } from './route'
import type { JsonObject } from './types'
export function discovery(
  _endpoint: DiscoveryEndpoint,
  _id: string | undefined,
  _context: { baseUrl: string; groupSync: boolean },
): JsonObject {
  throw new Error('not yet')
}
