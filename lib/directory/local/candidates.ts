import { inTenant } from '@/db/client'
import { selectMembership } from '@/db/queries/candidates'
import { selectGroup } from '@/db/queries/groups'
import { searchGroups } from '@/db/queries/search-groups'
import { searchUsers } from '@/db/queries/search-users'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { searchText } from '../search'
import { requireFound, requireId } from '../target'

/** Somebody, or a group, who could be put into a group. */
export type Candidate = {
  id: string
  kind: 'user' | 'group'
  name: string
  /** The userName of a person; how many people are in a group is not worth a count here. */
  detail: string
  active: boolean
  /** True for who is in it already. */
  member: boolean
}

const PEOPLE = 20
const GROUPS = 5

/** People and groups that fit a text, by name, and whether the group has them already. @throws AppError `not-found` */
export async function findCandidates(ctx: Ctx, groupId: string, q: string): Promise<Candidate[]> {
  requirePermission(ctx, 'directory.write')
  requireId(groupId, 'group')
  const anybody = { managed: undefined, managerId: undefined, hasProblems: false }
  const first = { order: 'name', descending: false, offset: 0 } as const
  const text = searchText(ctx, q)
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [group, users, groups] = await Promise.all([
      selectGroup(tx, ctx.tenantId, groupId, null),
      searchUsers(tx, ctx.tenantId, {
        ...anybody,
        ...first,
        text,
        active: undefined,
        groupIds: undefined,
        changedSince: undefined,
        limit: PEOPLE,
      }),
      searchGroups(tx, ctx.tenantId, { ...anybody, ...first, text, empty: false, limit: GROUPS }),
    ])
    requireFound(group, 'group')
    const ids = [...users.rows, ...groups.rows].map(({ id }) => id)
    const members = await selectMembership(tx, ctx.tenantId, groupId, ids)
    return [
      ...groups.rows
        .filter(({ id }) => id !== groupId)
        .map(({ id, displayName }) => ({
          id,
          kind: 'group' as const,
          name: displayName,
          detail: '',
          active: true,
          member: members.has(id),
        })),
      ...users.rows.map(({ id, label, userName, active }) => ({
        id,
        kind: 'user' as const,
        name: label,
        detail: userName,
        active,
        member: members.has(id),
      })),
    ]
  })
}
