import { lookUpCredential } from '@/db/queries/credentials'
import { credentialOf } from '@/lib/auth/authorization'
import { isWholeToken, readToken, sameHash } from '@/lib/base/secret'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { stateOf, type TokenState } from './tokens'

/** What a text says about itself: its prefix and its checksum need no database. */
export type Shape = 'whole' | 'truncated' | 'foreign'

export type TokenCheck =
  /** `ofDeleted`: it was the token of an integration that was deleted. */
  | { shape: Shape; known: false; ofDeleted?: boolean }
  /** `damaged`: the id in front is that of this token, and the rest is not. */
  | {
      shape: Shape
      known: true
      damaged: boolean
      token: { hint: string; state: TokenState; endsAt: Date | null }
      integration: { id: string; name: string }
    }

/** What was pasted, from its form alone, with or without `Bearer` in front. Nothing is kept of it. */
export function shapeOf(pasted: string): Shape {
  const text = credentialOf(pasted) ?? ''
  if (readToken(text).kind === 'foreign') return 'foreign'
  return isWholeToken(text) ? 'whole' : 'truncated'
}

/** Whose token was pasted and whether it is accepted now, for a member of the company. Nothing is logged of it. */
export async function checkToken(ctx: Ctx, pasted: string): Promise<TokenCheck> {
  requirePermission(ctx, 'integrations.read')
  const token = readToken(credentialOf(pasted) ?? '')
  const shape = shapeOf(pasted)
  if (token.kind === 'foreign') return { shape, known: false }
  const found = await lookUpCredential(ctx.db, ctx.tenantId, token.credentialId).read()
  if (!found) return { shape, known: false }
  if (found.isOfDeleted) return { shape, known: false, ofDeleted: sameHash(token.hash, found.hash) }
  const state = stateOf(found, new Date())
  return {
    shape,
    known: true,
    damaged: !sameHash(token.hash, found.hash),
    token: {
      hint: found.hint,
      state,
      endsAt: state === 'revoked' ? found.revokedAt : found.expiresAt,
    },
    integration: { id: found.integrationId, name: found.integrationName },
  }
}
