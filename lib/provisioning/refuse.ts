import type { Authentication, Refusal } from '@/lib/auth/bearer'
import { type ScimError, unauthorized } from '@/lib/scim'

const NOT_ACCEPTED =
  'The SCIM token was not accepted. Copy it whole from SCIM Settings › Tokens and paste it again; “Bearer ” in front is optional.'

/**
 * The 401 that says what is wrong with this token. An unknown tenant answers as an unknown token does, so
 * that company names cannot be probed.
 */
export function refuse(authentication: Extract<Authentication, { ok: false }>, reference: string): ScimError {
  return unauthorized(`${sentence(authentication)} Ref ${reference}`)
}

function sentence({
  refusal,
  credential,
  deleted,
}: {
  refusal: Refusal
  deleted?: { hint: string; revokedAt: Date | null }
  credential?: { hint: string; revokedAt: Date | null; expiresAt: Date | null }
}): string {
  switch (refusal) {
    case 'missing':
    case 'foreign':
    case 'mismatch':
      return NOT_ACCEPTED
    case 'truncated':
      return "That isn't a whole SCIM token – it looks truncated. Copy it again in full."
    case 'revoked':
      return ended('was revoked', credential?.hint, credential?.revokedAt)
    case 'expired':
      return ended('expired', credential?.hint, credential?.expiresAt)
    case 'deleted':
      return ended('was revoked', deleted?.hint, deleted?.revokedAt, ', and its integration was deleted')
  }
}

function ended(how: string, hint: string | undefined, at: Date | null | undefined, more = ''): string {
  const day = at?.toISOString().slice(0, 10)
  return `The SCIM token …${hint} ${how} on ${day}${more}. Create a new one in SCIM Settings › Tokens.`
}
