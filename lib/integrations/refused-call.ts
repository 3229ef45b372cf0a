import type { FactsRow } from '@/db/queries/integrations'
import type { TokenRow } from '@/db/queries/tokens'
import { maskToken } from '@/lib/base/secret'
import type { RefusedCall } from './wrong-call'

/** The last call, when it was not let in, and the token that it came with. */
export function refusedCall(
  seen: Pick<FactsRow, 'recent'> | undefined,
  tokens: readonly TokenRow[],
): RefusedCall | null {
  const [last] = seen?.recent ?? []
  if (!last?.refusal) return null
  const row = tokens.find(({ id }) => id === last.tokenId)
  const token = row && { masked: maskToken(row), hint: row.hint, endedAt: row.revokedAt ?? row.expiresAt }
  return { at: last.at, refusal: last.refusal, token }
}
