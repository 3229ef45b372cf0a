import { isAllowed } from '@/lib/integrations/allowed-addresses'
import { forbidden } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/**
 * Refuses a call from elsewhere than its integration’s rule says, or its token’s own ranges: both have to hold. Only
 * who has a live token learns that there are any.
 * @throws ScimError 403
 */
export function requireAllowedAddress({ actor }: Ctx, address: string | null): void {
  if (actor.kind !== 'integration') return
  const from = address ?? 'an unknown address'
  if (!isAllowed(actor.rules.allowedAddresses, address)) {
    throw forbidden(
      `Calls from ${from} are not allowed for “${actor.name.slice(0, 80)}”. Add the address under SCIM Settings › Settings › Rules.`,
    )
  }
  const { name, hint, allowedAddresses } = actor.token
  if (!isAllowed(allowedAddresses, address)) {
    throw forbidden(
      `Calls from ${from} are not allowed with the SCIM token “${name.slice(0, 64)}” (…${hint}). Add the address to the token under SCIM Settings › Tokens, or use another token.`,
    )
  }
}
