import { inTenant } from '@/db/client'
import { type LastCall, selectLastCalls } from '@/db/queries/setup-proof'
import { selectTokens, type TokenRow } from '@/db/queries/tokens'
import { causeOf } from '@/lib/activity/causes'
import type { MessageKey } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type IntegrationOverview, lastStrayCall } from './integrations'

/** A call that was not let in, and what can be said of the token it carried. */
export type RefusedCall = {
  at: Date
  /** `missing`, `foreign`, `truncated`, `mismatch`, `revoked`, `expired` or `deleted`. */
  refusal: string
  token?: { masked: string; hint: string; endedAt: Date | null } | undefined
}

/**
 * A call that went wrong, explained: the text has a place `<ago></ago>` for how long ago `at` was. `remedy` is what
 * the page can offer beside the words.
 */
export type WrongCall = {
  at: Date
  key: MessageKey & `connect.wrong.${string}`
  values: Record<string, string | Date>
  remedy?: 'tokens' | 'base-url' | 'group-sync' | 'settings' | undefined
}

/** How long a call that went wrong is worth explaining. */
const WORTH_MILLISECONDS = 24 * 60 * 60_000
const LOOKED_AT = 20

/** A base URL that was typed with the name of an endpoint at its end: what follows it is there twice. */
const ENDPOINT_TWICE =
  /^(?:\/v2)?\/(Users|Groups|ServiceProviderConfig|Schemas|ResourceTypes|Bulk)\/[A-Z][A-Za-z]+(?:\/|$)/i
const GROUP_WRITE = /^(?:\/v2)?\/Groups(?:\/|$)/i

/**
 * The last thing that went wrong between this integration and its identity provider and has not been put right
 * since. Calls that belong to no integration are told of while this one waits or is rejected, if they are not older than it.
 */
export async function wrongCallOf(
  ctx: Ctx,
  integration: IntegrationOverview,
): Promise<WrongCall | undefined> {
  requirePermission(ctx, 'integrations.read')
  const struggling = !integration.verified || integration.status.state === 'rejected'
  const [stray, [calls, tokens]] = await Promise.all([
    struggling ? lastStrayCall(ctx) : undefined,
    inTenant(ctx.db, ctx.tenantId, (tx) =>
      Promise.all([
        selectLastCalls(tx, ctx.tenantId, integration.id, LOOKED_AT),
        selectTokens(tx, ctx.tenantId, integration.id),
      ]),
    ),
  ])
  const own = integration.refused
    ? explain(integration.refused, ctx.tenantName)
    : (shutOut(calls, tokens) ?? misdirected(calls, integration.groupSync, ctx))
  const foreign = stray && stray.at >= integration.createdAt ? explain(stray, ctx.tenantName) : undefined
  const newest = own && foreign ? (own.at > foreign.at ? own : foreign) : (own ?? foreign)
  return newest && Date.now() - newest.at.getTime() < WORTH_MILLISECONDS ? newest : undefined
}

/** What is wrong with a call that was not let in (ux: “a wrong call is explained in place”). */
function explain({ at, refusal, token }: RefusedCall, company: string): WrongCall {
  switch (refusal) {
    case 'truncated':
      return token
        ? { at, key: 'connect.wrong.truncated', values: { token: token.masked.split('•')[0] ?? '' } }
        : { at, key: 'connect.wrong.truncatedSomewhere', values: { company } }
    case 'mismatch':
      return { at, key: 'connect.wrong.mismatch', values: {} }
    case 'revoked':
    case 'expired':
      return {
        at,
        key: refusal === 'revoked' ? 'connect.wrong.revoked' : 'connect.wrong.expired',
        values: { hint: token?.hint ?? '', day: token?.endedAt ?? at },
        remedy: 'tokens',
      }
    case 'deleted':
      return { at, key: 'connect.wrong.deleted', values: {}, remedy: 'tokens' }
    case 'missing':
      return { at, key: 'connect.wrong.missing', values: { company } }
    default:
      return { at, key: 'connect.wrong.foreign', values: { company } }
  }
}

/** The last call came from where calls, or those with this token, may not come from. */
function shutOut([last]: readonly LastCall[], tokens: readonly TokenRow[]): WrongCall | undefined {
  const cause = last && causeOf({ ...last, scimType: null })
  if (!last || (cause !== 'token-address' && cause !== 'address-not-allowed')) return undefined
  const { at, address } = last
  const values = { address: address ?? '?' }
  const token = tokens.find(({ id }) => id === last.tokenId)
  if (cause === 'address-not-allowed' || !token) {
    return { at, key: 'connect.wrong.address', values, remedy: 'settings' }
  }
  const { name, hint } = token
  return { at, key: 'connect.wrong.tokenAddress', values: { ...values, name, hint }, remedy: 'tokens' }
}

/** What was let in and yet led nowhere: an address with the endpoint twice, or a group while groups are off. */
function misdirected(calls: readonly LastCall[], groupSync: boolean, ctx: Ctx): WrongCall | undefined {
  const [last] = calls
  const endpoint = last?.status === 404 ? ENDPOINT_TWICE.exec(last.path)?.[1] : undefined
  if (last && endpoint) {
    return {
      at: last.at,
      key: 'connect.wrong.path',
      values: { endpoint, tenant: ctx.tenantSlug },
      remedy: 'base-url',
    }
  }
  const refused = groupSync
    ? undefined
    : calls.find(({ method, path, status }) => status === 403 && method !== 'GET' && GROUP_WRITE.test(path))
  return refused && { at: refused.at, key: 'connect.wrong.groupSync', values: {}, remedy: 'group-sync' }
}
