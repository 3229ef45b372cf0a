import type { MemberOperation, PatchOperation } from './operation'

/**
 * What a PATCH asks of a group's members, folded so that the members themselves are never loaded
 * (RFC 7644 §3.5.2): the members afterwards are `(replaceAll ? none : before without remove) and add`.
 */
export type MemberChange = { replaceAll: boolean; add: ReadonlySet<string>; remove: ReadonlySet<string> }
export function splitMembers(_operations: readonly PatchOperation[]): {
  attributes: PatchOperation[]
  members: MemberOperation[]
} {
  throw new Error('not yet')
}
export function foldMembers(_operations: readonly MemberOperation[]): MemberChange {
  throw new Error('not yet')
}
