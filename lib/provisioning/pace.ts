import { env } from '@/lib/base/env'
import { AppError } from '@/lib/base/errors'

/** Tokens that are watched at once; a window lasts a second, so forgetting all of them costs little. */
const WATCHED = 10_000

let second = 0
let counts = new Map<string, number>()

/**
 * Holds a token to its requests a second, where the operator has set a limit. Each process counts for itself.
 * @throws AppError `limit`, answered as 429 with Retry-After in whole seconds, all that Okta reads
 */
export function keepPace(tokenId: string): void {
  const limit = env().SCIM_REQUESTS_PER_SECOND
  if (limit === undefined) return
  const now = Math.floor(Date.now() / 1000)
  if (now !== second || counts.size >= WATCHED) {
    second = now
    counts = new Map()
  }
  const count = (counts.get(tokenId) ?? 0) + 1
  counts.set(tokenId, count)
  if (count > limit) {
    throw new AppError('limit', { key: 'errors.token.pace', values: { limit: String(limit) } })
  }
}
