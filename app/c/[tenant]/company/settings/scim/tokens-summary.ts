import type { getTranslations } from '@/lib/auth/language'

const DAY_MS = 86_400_000

/** “1 of 2 · expires in 212 d”: how many tokens are live, and when the first of them ends. */
export function tokensSummary(
  t: Awaited<ReturnType<typeof getTranslations>>,
  live: number,
  nextExpiry: Date | null,
  now: number,
): string {
  if (live === 0) return t('tokens.summary.none')
  if (!nextExpiry) return t('tokens.summary.count', { live })
  return t('tokens.summary.expires', { live, days: Math.ceil((nextExpiry.getTime() - now) / DAY_MS) })
}
