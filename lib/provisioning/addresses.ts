import { isAllowed } from '@/lib/integrations/allowed-addresses'
import { forbidden } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/**
 * Refuses a call from elsewhere than its integration’s rule says. Only who has a live token learns that there is one.
 * @throws ScimError 403
 */
export function requireAllowedAddress({ actor }: Ctx, address: string | null): void {
  if (actor.kind !== 'integration' || isAllowed(actor.rules.allowedAddresses, address)) return
  throw forbidden(
    `Calls from ${address ?? 'an unknown address'} are not allowed for “${actor.name.slice(0, 80)}”. Add the address under SCIM Settings › Settings › Rules.`,
  )
}
