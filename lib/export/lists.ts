import { exportRequests } from '@/lib/activity/export'
import { activitySearch } from '@/lib/activity/input'
import { AppError } from '@/lib/base/errors'
import { exportGroups, exportMembers, exportUsers } from '@/lib/directory/export'
import { exportChoice, groupSearch, userSearch } from '@/lib/directory/input'
import { movementSearch } from '@/lib/evidence/input'
import { exportMovements } from '@/lib/evidence/movements'
import { exportConsoleMembers, exportIntegrations, exportTokens } from '@/lib/evidence/populations'
import { exportAudit } from '@/lib/history/audit-log'
import { auditSearch } from '@/lib/history/input'
import { exportReview } from '@/lib/reviews/export'
import type { Ctx } from '@/lib/tenancy/context'
import type { ExportAsked, ExportedFile } from './export'

/** What an export is asked with: `search` as it came without the format, `asked.search` the same as it stood there. */
type Asked = { id: string; search: Record<string, string>; asked: ExportAsked }
type Export = (ctx: Ctx, asked: Asked) => Promise<ExportedFile>

/** Every list that can be taken away as a file. */
const EXPORTS: ReadonlyMap<string, Export> = new Map<string, Export>([
  [
    'users',
    (ctx, { search, asked }) => exportUsers(ctx, userSearch.parse(search), exportChoice.parse(search), asked),
  ],
  ['groups', (ctx, { search, asked }) => exportGroups(ctx, groupSearch.parse(search), asked)],
  ['groups/{id}/members', (ctx, { id, asked }) => exportMembers(ctx, id, asked)],
  [
    'requests/{id}',
    (ctx, { id, search, asked }) => exportRequests(ctx, id, activitySearch.parse(search), asked),
  ],
  ['console-members', (ctx, { asked }) => exportConsoleMembers(ctx, asked)],
  ['integrations', (ctx, { asked }) => exportIntegrations(ctx, asked)],
  ['tokens', (ctx, { asked }) => exportTokens(ctx, asked)],
  ['access-reviews/{id}', (ctx, { id, asked }) => exportReview(ctx, id, asked)],
  ['movements', (ctx, { search, asked }) => exportMovements(ctx, movementSearch.parse(search), asked)],
  ['audit-log', (ctx, { search, asked }) => exportAudit(ctx, auditSearch.parse(search), asked)],
])

/** Those of which each row is somebody of the directory. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['users', 'groups/{id}/members', 'movements'])

const nameOf = (path: readonly string[]) =>
  path.map((part, position) => (position === 1 ? '{id}' : part)).join('/')

/** Whether the list that a path names is one of people. */
export function isListOfPeople(list: string): boolean {
  return OF_PEOPLE.has(nameOf(list.split('/')))
}

/**
 * The file of the list that a path names, with the search of `asked`.
 * @throws AppError `not-found` when the path names none; whatever the list throws
 */
export function exportList(ctx: Ctx, list: string, asked: ExportAsked): Promise<ExportedFile> {
  const path = list.split('/')
  const answer = EXPORTS.get(nameOf(path))
  if (!answer) throw new AppError('not-found', { key: 'export.unknown' })
  const search = Object.fromEntries(new URLSearchParams(asked.search))
  return answer(ctx, { id: path[1] ?? '', search, asked: { ...asked, isOfPeople: isListOfPeople(list) } })
}
