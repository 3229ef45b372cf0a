import type { TokenRow } from '@/db/queries/tokens'

/** The token that the latest call came with. */
export function lastUsed<T extends Pick<TokenRow, 'lastUsedAt'>>(tokens: readonly T[]): T | undefined {
  return tokens
    .filter(({ lastUsedAt }) => lastUsedAt !== null)
    .sort((a, b) => Number(b.lastUsedAt) - Number(a.lastUsedAt))[0]
}
