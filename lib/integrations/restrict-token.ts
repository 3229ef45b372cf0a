import { setAllowedAddresses } from '@/db/queries/tokens'
import { AppError } from '@/lib/base/errors'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { shutOut } from './allowed-addresses'
import { announceIntegrations } from './announce'
import { requireIntegration, requireToken, stateOf } from './tokens'

/**
 * Says from where a token may be used; none means everywhere. Holds from the next call on. Who would shut out the
 * address that the token was used from last is told so instead, until they say that they mean it.
 *
 * @param meant the address that they have been told of
 * @returns the address that would be shut out, in which case nothing was saved
 * @throws AppError `not-found`; `conflict` when the token is no longer live
 */
export async function restrictToken(
  ctx: Ctx,
  integrationId: string,
  tokenId: string,
  allowedAddresses: string[],
  meant: unknown = null,
): Promise<string | null> {
  const refused = await mutate(ctx, 'tokens.write', async (tx) => {
    await requireIntegration(tx, ctx, integrationId)
    const token = await requireToken(tx, ctx, integrationId, tokenId)
    if (stateOf(token, new Date()) !== 'active') {
      throw new AppError('conflict', { key: 'errors.token.notLive' })
    }
    const refused = shutOut(allowedAddresses, [token])
    if (refused !== null && refused !== meant) return { result: refused, changes: [] }
    if (sameList(token.allowedAddresses, allowedAddresses)) return { result: null, changes: [] }
    await setAllowedAddresses(tx, ctx.tenantId, token.id, allowedAddresses)
    return {
      result: null,
      changes: [
        {
          action: 'token.restricted',
          label: token.name,
          integrationId,
          before: { hint: token.hint, allowedAddresses: token.allowedAddresses },
          after: { hint: token.hint, allowedAddresses },
        },
      ],
    }
  })
  if (refused === null) await announceIntegrations(ctx)
  return refused
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, place) => each === b[place])
}
