import { inTenant } from '@/db/client'
import {
  type ReviewItemRow,
  type ReviewRow,
  selectReview,
  selectReviewItems,
} from '@/db/queries/access-reviews'
import { selectAuditOf } from '@/db/queries/audit'
import { type MemberRow, selectMembers } from '@/db/queries/console-members'
import type { JoinedSince } from '@/db/schema/access-reviews'
import { asItIs } from '@/db/shown'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { permissionsOf, type Role, requirePermission } from '@/lib/tenancy/permissions'
import { recordHash } from './record'
import { unknownReview } from './reviews'

/** A member in a review; instants are ISO. */
export type ReviewedMember = Pick<
  ReviewItemRow,
  'name' | 'email' | 'role' | 'decision' | 'newRole' | 'reason' | 'decidedBy' | 'outcome' | 'refusal'
> & {
  id: string
  /** The role that they have by now; null for who has left. */
  roleNow: Role | null
  memberSince: string
  lastActiveAt: string | null
  decidedAt: string | null
  /** `stale`: their role was changed after it was decided. `left`: there is nothing to decide any more. */
  state: 'undecided' | 'decided' | 'stale' | 'left'
  /** Why who asks cannot decide about them: nobody does about themselves; about Owners only Owners do more than keep. */
  isSelf: boolean
}

/** What tells whether a review is as it was when it was completed. */
export type ReviewSeal = {
  sha256: string
  /** Its row in the audit log; null where that is past its retention. */
  position: number | null
  isWhole: boolean
}

export type Review = Pick<ReviewRow, 'id' | 'startedBy' | 'endedBy' | 'endedAs'> & {
  startedAt: string
  endedAt: string | null
  members: ReviewedMember[]
  /** Who came since it began, and so is no part of it. */
  joined: JoinedSince[]
  /** Everybody who has decided something. */
  reviewers: string[]
  /** How many still have to be decided before who asks can complete it. */
  missing: number
  /** Who asks is undecided, and nobody else may decide. */
  isAlone: boolean
  seal: ReviewSeal | null
}

/** @throws AppError `not-found` */
export async function getReview(ctx: Ctx, id: string): Promise<Review> {
  requirePermission(ctx, 'audit.read')
  const { review, items, members, sealed } = await inTenant(asItIs(ctx.db), ctx.tenantId, async (tx) => {
    const found = isId(id) ? await selectReview(tx, ctx.tenantId, id) : undefined
    if (!found) throw unknownReview()
    const [of, now, row] = await Promise.all([
      selectReviewItems(tx, ctx.tenantId, id),
      selectMembers(tx, ctx.tenantId),
      selectAuditOf(tx, ctx.tenantId, { action: 'access-review.completed', name: 'review', id }),
    ])
    return { review: found, items: of, members: now, sealed: row }
  })
  const self = ctx.actor.kind === 'person' ? ctx.actor.personId : undefined
  const { startedBy, endedBy, endedAs, startedAt, endedAt, sha256 } = review
  const undecided = undecidedOf(items, members)
  const isAlone = undecided.some(({ personId }) => personId === self) && othersOf(members, self).length === 0
  return {
    ...{ id, startedBy, endedBy, endedAs },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    members: items.map((item) => present(item, review, members, self)),
    joined: review.joined ?? joinedOf(items, members),
    reviewers: [...new Set(items.flatMap(({ decidedBy }) => decidedBy ?? []))].sort(),
    missing: undecided.filter(({ personId }) => !(isAlone && personId === self)).length,
    isAlone,
    seal: sha256
      ? {
          sha256,
          position: sealed?.position ?? null,
          isWhole:
            recordHash(ctx.tenantId, review, items) === sha256 &&
            (!sealed || sealed.after?.sha256 === sha256),
        }
      : null,
  }
}

/** Whom nothing holds of: who is still a member, and was not decided about as what they are now. */
export function undecidedOf(items: readonly ReviewItemRow[], members: readonly MemberRow[]): ReviewItemRow[] {
  const roles = new Map(members.map(({ id, role }) => [id, role]))
  return items.filter(({ personId, decision, decidedOf }) => {
    const role = roles.get(personId)
    return role !== undefined && (decision === null || decidedOf !== role)
  })
}

/** Who else could decide. */
export function othersOf(members: readonly MemberRow[], self: string | undefined): MemberRow[] {
  return members.filter(({ id, role }) => id !== self && permissionsOf(role).has('reviews.write'))
}

export function joinedOf(items: readonly ReviewItemRow[], members: readonly MemberRow[]): JoinedSince[] {
  const reviewed = new Set(items.map(({ personId }) => personId))
  return members.filter(({ id }) => !reviewed.has(id)).map(({ id, name, role }) => ({ id, name, role }))
}

function present(
  item: ReviewItemRow,
  { endedAt }: ReviewRow,
  members: readonly MemberRow[],
  self: string | undefined,
): ReviewedMember {
  const { personId, memberSince, lastActiveAt, decidedAt, decidedOf, decidedById: _, ...rest } = item
  const roleNow = members.find(({ id }) => id === personId)?.role ?? null
  return {
    ...rest,
    id: personId,
    roleNow,
    memberSince: memberSince.toISOString(),
    lastActiveAt: lastActiveAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    state: stateOf(),
    isSelf: personId === self,
  }

  function stateOf(): ReviewedMember['state'] {
    if (endedAt) return item.decision ? 'decided' : 'undecided'
    if (roleNow === null) return 'left'
    if (item.decision === null) return 'undecided'
    return decidedOf === roleNow ? 'decided' : 'stale'
  }
}
