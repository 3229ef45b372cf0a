import { chartRequests } from '@/lib/activity/chart'
import { activitySearch } from '@/lib/activity/input'
import { listNewerRequests, listRequests } from '@/lib/activity/log'
import { groupSearch, historySearch, memberSearch, userSearch } from '@/lib/directory/input'
import { findCandidates } from '@/lib/directory/local/candidates'
import { candidateSearch } from '@/lib/directory/local/input'
import { listGroupsOf, listMembersOf } from '@/lib/directory/members-search'
import { listTargetGroups, listTargetUsers } from '@/lib/directory/search'
import { getTargetGroup, getTargetUser } from '@/lib/directory/target'
import { movementSearch, stampSearch } from '@/lib/evidence/input'
import { listMovements } from '@/lib/evidence/movements'
import { listStamps } from '@/lib/evidence/stamps'
import { listExports } from '@/lib/export/jobs'
import { listLosses } from '@/lib/guard/alarms'
import { lossSearch } from '@/lib/guard/input'
import { listHistory } from '@/lib/history/changes'
import { returnedSearch } from '@/lib/integrations/input'
import { listReturned } from '@/lib/integrations/returned'
import { getMappingProgress } from '@/lib/mapping/overview'
import { findAnything } from '@/lib/overview/find'
import { getReview } from '@/lib/reviews/review'
import type { Ctx } from '@/lib/tenancy/context'

/** What a read is asked with: `search` as it came, `id` from the path (empty where the name has none). */
type Asked = { id: string; search: Record<string, string>; baseUrl: string }
type Read = (ctx: Ctx, asked: Asked) => Promise<unknown>

/** Every read there is. A name that is missing here answers 404. */
const READS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['exports', (ctx) => listExports(ctx)],
  // Whether a page of the company could be drawn now.
  ['here', async () => ({})],
  ['find', (ctx, { search }) => findAnything(ctx, search.q ?? '')],
  ['users', (ctx, { search }) => listTargetUsers(ctx, userSearch.parse(search))],
  ['users/{id}', (ctx, { id, baseUrl }) => getTargetUser(ctx, id, baseUrl)],
  ['users/{id}/groups', (ctx, { id, search }) => listGroupsOf(ctx, id, memberSearch.parse(search))],
  [
    'users/{id}/history',
    (ctx, { id, search }) => listHistory(ctx, { userId: id }, historySearch.parse(search)),
  ],
  ['groups', (ctx, { search }) => listTargetGroups(ctx, groupSearch.parse(search))],
  ['groups/{id}', (ctx, { id }) => getTargetGroup(ctx, id)],
  ['groups/{id}/members', (ctx, { id, search }) => listMembersOf(ctx, id, memberSearch.parse(search))],
  [
    'groups/{id}/candidates',
    (ctx, { id, search }) => findCandidates(ctx, id, candidateSearch.parse(search).q),
  ],
  [
    'groups/{id}/history',
    (ctx, { id, search }) => listHistory(ctx, { groupId: id }, historySearch.parse(search)),
  ],
  ['integrations/{id}/mapping', (ctx, { id }) => getMappingProgress(ctx, id)],
  ['integrations/{id}/lost', (ctx, { id, search }) => listLosses(ctx, id, lossSearch.parse(search))],
  ['reviews/{id}', (ctx, { id }) => getReview(ctx, id)],
  ['stamps', (ctx, { search }) => listStamps(ctx, stampSearch.parse(search))],
  [
    'integrations/{id}/returned',
    (ctx, { id, search }) => listReturned(ctx, id, returnedSearch.parse(search)),
  ],
  ['movements', (ctx, { search }) => listMovements(ctx, movementSearch.parse(search))],
  ['requests/{id}', (ctx, { id, search }) => listRequests(ctx, id, activitySearch.parse(search))],
  ['requests/{id}/newer', (ctx, { id, search }) => listNewerRequests(ctx, id, activitySearch.parse(search))],
  ['requests/{id}/chart', (ctx, { id, search }) => chartRequests(ctx, id, activitySearch.parse(search))],
])

/** The read that a path names, with the id in it; undefined when there is none. */
export function readOf(path: readonly string[]): { answer: Read; id: string } | undefined {
  const name = path.map((part, position) => (position === 1 ? '{id}' : part)).join('/')
  const answer = READS.get(name)
  return answer && { answer, id: path[1] ?? '' }
}
