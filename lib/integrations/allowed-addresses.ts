import { BlockList, isIPv6 } from 'node:net'
import type { TokenRow } from '@/db/queries/tokens'
import { lastUsed } from './last-used'

/** What a rule names, read once for as long as the rule is remembered. */
const READ = new WeakMap<readonly string[], BlockList>()

/** Whether a rule lets calls through that come from an address; one that names none lets all through. */
export function isAllowed(rule: readonly string[], address: string | null): boolean {
  if (rule.length === 0) return true
  return address !== null && rangesOf(rule).check(address, familyOf(address))
}

/** From where the latest call came, if such calls are refused by the rule: who has just made it wants to know. */
export function shutOut(
  rule: readonly string[],
  tokens: readonly Pick<TokenRow, 'lastUsedAt' | 'lastUsedAddress'>[],
): string | null {
  const address = lastUsed(tokens)?.lastUsedAddress ?? null
  return address !== null && !isAllowed(rule, address) ? address : null
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
