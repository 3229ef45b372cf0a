import type { Database } from '@/db/client'
import { countTogether } from '@/db/rate-limits'
import { env } from '@/lib/base/env'
import { AppError } from '@/lib/base/errors'

/** Tokens that have used up the second: they are refused without asking the database again. */
const spent = { second: 0, tokens: new Set<string>() }

/** Whether the operator holds tokens to a number of requests a second. */
export function isPaced(): boolean {
  return env().SCIM_REQUESTS_PER_SECOND !== undefined
}

/**
 * Holds a token to its requests a second, where the operator has set a limit, whichever processes they meet.
 * @throws AppError `limit`, answered as 429 with Retry-After in whole seconds, all that Okta reads
 */
export async function keepPace(db: Database, tokenId: string): Promise<void> {
  const limit = env().SCIM_REQUESTS_PER_SECOND
  if (limit === undefined) return
  const second = Math.floor(Date.now() / 1000)
  if (spent.second !== second) Object.assign(spent, { second, tokens: new Set() })
  if (!spent.tokens.has(tokenId)) {
    const count = await countTogether(db, `pace:${tokenId}`, { points: 1, seconds: 1 })
    if (count <= limit) return
    spent.tokens.add(tokenId)
  }
  throw new AppError('limit', { key: 'errors.token.pace', values: { limit: String(limit) } })
}
