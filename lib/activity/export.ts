import { inTenant } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { selectLog } from '@/db/queries/request-log'
import { isId } from '@/lib/base/id'
import { type ExportAsked, type ExportedFile, exportFile } from '@/lib/export/export'
import { batchesOf, type ExportColumn } from '@/lib/export/write'
import { unknownIntegration } from '@/lib/integrations/announce'
import { inEnglish } from '@/lib/messages/translate'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { ActivitySearch } from './input'
import { filterOf, present, type RequestLine, readPlace, writePlace } from './log'

const COLUMNS: readonly ExportColumn<RequestLine>[] = [
  { key: 'at', value: ({ at }) => at },
  { key: 'result', value: ({ result }) => result },
  { key: 'status', value: ({ status }) => status },
  { key: 'method', value: ({ method }) => method },
  { key: 'path', value: ({ path }) => path },
  { key: 'what', value: ({ sentence }) => inEnglish(sentence) },
  { key: 'resource', value: ({ who }) => who?.label ?? null },
  { key: 'resourceId', value: ({ who }) => who?.id ?? null },
  { key: 'token', value: ({ token }) => token },
  { key: 'milliseconds', value: ({ durationMicroseconds }) => durationMicroseconds / 1_000 },
  { key: 'address', value: ({ address }) => address },
  { key: 'requestId', value: ({ id }) => id },
]

const BATCH = 500
/** Rows that one batch looks through; a file may take its time, a statement may not. */
const SCAN = 20_000

/** The calls that a search of the Activity finds, all of them, as a file. */
export async function exportRequests(
  ctx: Ctx,
  integrationId: string,
  search: ActivitySearch,
  asked: ExportAsked,
): Promise<ExportedFile> {
  requirePermission(ctx, 'activity.read')
  const integration = isId(integrationId)
    ? await inTenant(ctx.db, ctx.tenantId, (tx) => selectIntegration(tx, ctx.tenantId, integrationId))
    : undefined
  if (!integration) throw unknownIntegration()
  const batches = batchesOf<RequestLine, string>((after) =>
    inTenant(ctx.db, ctx.tenantId, async (tx) => {
      const filter = await filterOf(tx, ctx, integrationId, search)
      const page = { beyond: readPlace(after ?? ''), limit: BATCH, scan: SCAN }
      const { rows, reached } = await selectLog(tx, ctx.tenantId, filter, page)
      const next = rows.length === BATCH ? rows.at(-1) : reached
      return { rows: await present(tx, ctx.tenantId, rows), next: next && writePlace(next) }
    }),
  )
  return exportFile(ctx, { what: 'requests', of: integration.name, columns: COLUMNS, batches }, asked)
}
