import { exportRequests } from '@/lib/activity/export'
import { activitySearch } from '@/lib/activity/input'
import { AppError } from '@/lib/base/errors'
import { exportGroups, exportMembers, exportUsers } from '@/lib/directory/export'
import { exportChoice, groupSearch, userSearch } from '@/lib/directory/input'
import type { ExportedFile } from '@/lib/export/export'
import type { ExportFormat } from '@/lib/export/input'
import { exportAudit } from '@/lib/history/audit-log'
import { auditSearch } from '@/lib/history/input'
import type { Ctx } from '@/lib/tenancy/context'

/** What an export is asked with: `search` as it came without the format, `query` the same as it stood in the address. */
type Asked = { id: string; format: ExportFormat; search: Record<string, string>; query: string }
type Export = (ctx: Ctx, asked: Asked) => Promise<ExportedFile>

/** Every list that can be taken away as a file. */
const EXPORTS: ReadonlyMap<string, Export> = new Map<string, Export>([
  [
    'users',
    (ctx, { search, format, query }) =>
      exportUsers(ctx, userSearch.parse(search), exportChoice.parse(search), { format, search: query }),
  ],
  [
    'groups',
    (ctx, { search, format, query }) =>
      exportGroups(ctx, groupSearch.parse(search), { format, search: query }),
  ],
  ['groups/{id}/members', (ctx, { id, format, query }) => exportMembers(ctx, id, { format, search: query })],
  [
    'requests/{id}',
    (ctx, { id, format, search, query }) =>
      exportRequests(ctx, id, activitySearch.parse(search), { format, search: query }),
  ],
  [
    'audit-log',
    (ctx, { format, search, query }) => exportAudit(ctx, auditSearch.parse(search), { format, query }),
  ],
])

/** @throws AppError `not-found` when the path names none */
export function exportOf(path: readonly string[]): { answer: Export; id: string } {
  const name = path.map((part, position) => (position === 1 ? '{id}' : part)).join('/')
  const answer = EXPORTS.get(name)
  if (!answer) throw new AppError('not-found', { key: 'export.unknown' })
  return { answer, id: path[1] ?? '' }
}
