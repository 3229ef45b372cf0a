import { BlockList, isIPv6 } from 'node:net'
import { forbidden } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/** What a rule names, read once for as long as the rule is remembered. */
const READ = new WeakMap<readonly string[], BlockList>()

/**
 * Refuses a call from elsewhere than its integration’s rule says. Only who has a live token learns that there is one.
 * @throws ScimError 403
 */
export function requireAllowedAddress({ actor }: Ctx, address: string | null): void {
  if (actor.kind !== 'integration') return
  const { allowedAddresses } = actor.rules
  if (allowedAddresses.length === 0) return
  if (address !== null && rangesOf(allowedAddresses).check(address, familyOf(address))) return
  throw forbidden(
    `Calls from ${address ?? 'an unknown address'} are not allowed for “${actor.name.slice(0, 80)}”. Add the address under SCIM Settings › Settings › Rules.`,
  )
}

function rangesOf(rule: readonly string[]): BlockList {
  const known = READ.get(rule)
  if (known) return known
  const ranges = new BlockList()
  for (const each of rule) {
    const [address = '', bits] = each.split('/')
    if (bits === undefined) ranges.addAddress(address, familyOf(address))
    else ranges.addSubnet(address, Number(bits), familyOf(address))
  }
  READ.set(rule, ranges)
  return ranges
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}
