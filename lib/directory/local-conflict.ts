import { uniqueness } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/**
 * Refuses a write to a person whom nobody manages, where the rule of the integration is to report a conflict. Reads
 * still show them: an identity provider that found nobody would create them, and be refused all the same.
 *
 * @throws ScimError 409 uniqueness
 */
export function requireClaimable(
  { actor }: Ctx,
  { managerId, userName }: { managerId: string | null; userName: string },
): void {
  if (managerId !== null || actor.kind !== 'integration' || actor.rules.whenLocal === 'claim') return
  throw uniqueness(
    `A user with userName ${userName.slice(0, 120)} already exists (origin: Local), and “${actor.name}” leaves Local people as they are. Switch the rule to claim under SCIM Settings › Settings › Rules, or rename or delete the Local person.`,
  )
}
