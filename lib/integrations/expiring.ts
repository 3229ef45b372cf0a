import type { Ctx } from '@/lib/tenancy/context'
import { listIntegrations } from './integrations'
import { listTokens, type Token } from './tokens'

/** How many days before its end a token is spoken of, and each time more loudly. */
export const REMINDER_DAYS = [60, 30, 14, 7, 1] as const

const DAY_MS = 86_400_000

/** A token that ends soon, or whose integration has none left since it ended. */
export type ExpiringToken = {
  integrationId: string
  integrationName: string
  tokenId: string
  name: string
  hint: string
  expiresAt: Date
  /** Whole days that are left, the begun one counted; 0 when it has ended. */
  daysLeft: number
  /** The reminder that was reached last: 60, 30, 14, 7 or 1 day before; 0 when it has ended. */
  reminder: (typeof REMINDER_DAYS)[number] | 0
}

/**
 * The tokens of the company that somebody has to see to, the first to end first: live ones within 60 days of
 * their end, and the last one of an integration that has no live token any more. A token that was rotated and
 * ends as it was told to needs nobody.
 */
export async function expiringTokens(ctx: Ctx, now = new Date()): Promise<ExpiringToken[]> {
  const [integrations, tokens] = await Promise.all([listIntegrations(ctx), listTokens(ctx)])
  return integrations
    .flatMap(({ id, name }) => {
      const own = tokens.filter((token) => token.integrationId === id)
      return concerning(own, now).map(({ token, expiresAt, daysLeft, reminder }) => ({
        integrationId: id,
        integrationName: name,
        tokenId: token.id,
        name: token.name,
        hint: token.hint,
        expiresAt,
        daysLeft,
        reminder,
      }))
    })
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
}

/** Which tokens of one integration are to be spoken of. */
function concerning(tokens: readonly Token[], now: Date) {
  const live = tokens.filter(({ state }) => state === 'active')
  const soon = live.flatMap((token) => {
    const { expiresAt, retiredBy } = token
    if (!expiresAt || retiredBy !== null) return []
    // One of two ends unnoticed when the other goes on longer and is in use.
    const isReplaced = live.some((other) => other.replaces === token.id && other.lastUsedAt !== null)
    const daysLeft = Math.ceil((expiresAt.getTime() - now.getTime()) / DAY_MS)
    const reminder = REMINDER_DAYS.findLast((days) => daysLeft <= days)
    return reminder === undefined || isReplaced ? [] : [{ token, expiresAt, daysLeft, reminder }]
  })
  if (live.length > 0) return soon
  const [last] = tokens
    .filter(({ state }) => state === 'expired')
    .sort((a, b) => (b.expiresAt?.getTime() ?? 0) - (a.expiresAt?.getTime() ?? 0))
  return last?.expiresAt
    ? [{ token: last, expiresAt: last.expiresAt, daysLeft: 0, reminder: 0 as const }]
    : []
}
