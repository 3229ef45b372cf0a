import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { sessionSecret } from '@/lib/process/session-secret'
import { expiredCursor, invalidCursor, LIMITS, readCursor, type Walk, writeCursor } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

let key: Buffer | undefined

/** Drawn from the secret that all processes share, so that any of them reads the cursors of the others. */
function cursorKey(): Buffer {
  key ??= Buffer.from(hkdfSync('sha256', sessionSecret(), '', 'rollcall cursor', 32))
  return key
}

/**
 * The cursor that leads on in a walk: base64url and a point, which RFC 3986 leaves unreserved. It says what it
 * holds to anybody, but only we can write one, and it opens only for the tenant, the integration and the query
 * that it was given for.
 */
export function sealCursor(ctx: Ctx, query: string, walk: Walk, now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + LIMITS.cursorSeconds
  const content = Buffer.from(writeCursor({ walk, expires })).toString('base64url')
  return `${content}.${sealOf(ctx, query, content).toString('base64url')}`
}

/** Where a cursor leads on. @throws ScimError 400 invalidCursor, expiredCursor (RFC 9865 §2.1) */
export function openCursor(ctx: Ctx, query: string, cursor: string, now: Date): Walk {
  const [content = '', seal = '', ...more] = cursor.split('.')
  const expected = sealOf(ctx, query, content)
  const given = Buffer.from(seal, 'base64url')
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw invalidCursor(
      'The cursor was not given for this query. Begin again with an empty cursor, and send nextCursor with the same query.',
    )
  }
  const { walk, expires } = readCursor(Buffer.from(content, 'base64url').toString('utf8'))
  if (now.getTime() / 1000 <= expires) return walk
  throw expiredCursor(
    `The cursor has expired: the next page has to be asked for within ${LIMITS.cursorSeconds} seconds. Begin again with an empty cursor.`,
  )
}

function sealOf({ tenantId, actor }: Ctx, query: string, content: string): Buffer {
  const holder = actor.kind === 'integration' ? actor.integrationId : actor.kind
  return createHmac('sha256', cursorKey())
    .update(JSON.stringify([tenantId, holder, query, content]))
    .digest()
}
