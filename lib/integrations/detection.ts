import type { TokenRow } from '@/db/queries/tokens'
import type { Provider } from './choices'
import { lastUsed } from './last-used'

/** Identity providers by the names that they send as their User-Agent. Entra sends none; “Google” is in many libraries’. */
const NAMES: readonly (readonly [RegExp, Provider])[] = [
  [/\bokta\b/i, 'okta'],
  [/\bonelogin\b/i, 'onelogin'],
  [/\bjumpcloud\b/i, 'jumpcloud'],
  [/\bpingone\b/i, 'pingone'],
]

/** Which provider calls, by what it calls itself; undefined where it does not say. */
export function providerOf(userAgent: string | null): Provider | undefined {
  return NAMES.find(([name]) => name.test(userAgent ?? ''))?.[1]
}

/** The provider that the latest call came from, where it says so and it is another than the chosen one. */
export function detectProvider(
  chosen: Provider,
  tokens: readonly Pick<TokenRow, 'lastUsedAt' | 'lastUsedUserAgent'>[],
): Provider | null {
  const detected = providerOf(lastUsed(tokens)?.lastUsedUserAgent ?? null)
  return detected && detected !== chosen ? detected : null
}
