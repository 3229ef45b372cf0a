import { fold, invalidValue, type JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { mappingOf } from './mapping'
import { shownValues } from './rows'

const NAMED = 5

/**
 * Refuses a person who has no e-mail address at all, and one whose userName, where it is an e-mail address, or whose main e-mail address is outside the
 * domains that the integration may bring. Somebody who is inactive after the write may keep the addresses of
 * `before`: a rule about who may come must not hold back who has to go.
 *
 * @throws ScimError 400 invalidValue
 */
export function requireAllowedDomains(ctx: Ctx, resource: JsonObject, before?: JsonObject): void {
  if (ctx.actor.kind !== 'integration') return
  const { allowedDomains } = ctx.actor.rules
  if (allowedDomains.length === 0) return
  const addresses = addressesOf(ctx, resource)
  if (addresses.length === 0 && resource.active !== false) {
    throw invalidValue(
      'emails: at least one e-mail is required. Check the attribute mapping for email in your identity provider.',
    )
  }
  const kept = before && resource.active === false ? new Set(addressesOf(ctx, before)) : new Set()
  const outside = addresses.find(
    (address) => !kept.has(address) && !allowedDomains.includes(fold(domainOf(address))),
  )
  if (outside === undefined) return
  const rest = allowedDomains.length > NAMED ? ` and ${allowedDomains.length - NAMED} more` : ''
  throw invalidValue(
    `${outside.slice(0, 120)} is outside the allowed domains ${allowedDomains.slice(0, NAMED).join(', ')}${rest}.`,
  )
}

function addressesOf(ctx: Ctx, resource: JsonObject): string[] {
  const userName = String(resource.userName)
  const { email } = shownValues(resource, userName, mappingOf(ctx))
  return [...(userName.includes('@') ? [userName] : []), ...(email === null ? [] : [email])]
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).trim()
}
