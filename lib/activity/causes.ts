import type { RequestRow } from '@/db/queries/requests'

/** Why a request went wrong, as far as people can do something about it. Texts: `activity.causes`. */
export const CAUSES = [
  'token',
  'paused',
  'group-sync-off',
  'read-only-token',
  'user-exists',
  'local-conflict',
  'user-managed-elsewhere',
  'group-exists',
  'local-group-conflict',
  'unknown-member',
  'no-member-known',
  'attribute-missing',
  'domain-not-allowed',
  'address-not-allowed',
  'token-address',
  'circle',
  'not-found',
  'wrong-address',
  'not-understood',
  'changed-meanwhile',
  'too-large',
  'too-many',
  'mass-change',
  'our-side',
  'other',
] as const
export type Cause = (typeof CAUSES)[number]

type Failed = Pick<RequestRow, 'status' | 'scimType' | 'detail' | 'refusal'>

/** Details that say more than their status does: the endpoint's own sentences. */
const BY_DETAIL: readonly [status: number, sentence: RegExp, cause: Cause][] = [
  [403, /^Provisioning is paused/, 'paused'],
  [403, /^Calls from \S+.* are not allowed for/, 'address-not-allowed'],
  [403, /^Calls from \S+.* are not allowed with/, 'token-address'],
  [403, /^Group synchronization is off/, 'group-sync-off'],
  [403, /^This SCIM token may/, 'read-only-token'],
  [409, /\(origin: Local\), and “.*” leaves Local people/, 'local-conflict'],
  [409, /is managed by “/, 'user-managed-elsewhere'],
  [409, /^A group named .*\(origin: Local\)/, 'local-group-conflict'],
  [409, /^A group named/, 'group-exists'],
  [409, /userName/, 'user-exists'],
  [400, /^None of these members/, 'no-member-known'],
  [400, /outside the allowed domains/, 'domain-not-allowed'],
  [400, /can’t be a member of/, 'circle'],
  [400, /required|is missing/, 'attribute-missing'],
  [404, /^No such endpoint/, 'wrong-address'],
]

const BY_STATUS: Readonly<Record<number, Cause>> = {
  400: 'not-understood',
  401: 'token',
  404: 'not-found',
  405: 'not-understood',
  409: 'other',
  412: 'changed-meanwhile',
  413: 'too-large',
  415: 'not-understood',
  429: 'too-many',
  501: 'not-understood',
}

/** Why a request failed; undefined for one that did not. */
export function causeOf({ status, detail, refusal }: Failed): Cause | undefined {
  if (status < 400) return undefined
  if (refusal !== null) return 'token'
  const told = BY_DETAIL.find(([of, sentence]) => of === status && sentence.test(detail ?? ''))
  if (told) return told[2]
  return BY_STATUS[status] ?? (status >= 500 ? 'our-side' : 'other')
}

/** The cause of that name; what an older or newer version wrote is `other`. */
export function readCause(name: string): Cause {
  return CAUSES.find((cause) => cause === name) ?? 'other'
}
