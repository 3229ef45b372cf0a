import { inTenant } from '@/db/client'
import {
  countMovements,
  type Draw,
  type MovementCount,
  type MovementFilter,
  type MovementRow,
  selectMovements,
  selectMovementsAfter,
} from '@/db/queries/movements'
import { madeAt } from '@/db/queries/request-log'
import { selectRetention } from '@/db/queries/retention'
import { earliestId } from '@/lib/base/id'
import { type Page, pageOf, rangeOf, searchText } from '@/lib/directory/search'
import { type ExportAsked, type ExportedFile, exportFile } from '@/lib/export/export'
import { batchesOf, type ExportColumn } from '@/lib/export/write'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { MovementSearch } from './input'

/** Somebody who came, came back or went; instants are ISO. */
export type MovementEntry = Pick<
  MovementRow,
  | 'id'
  | 'movement'
  | 'action'
  | 'userId'
  | 'userName'
  | 'externalId'
  | 'actorKind'
  | 'actorName'
  | 'requestId'
> & {
  name: string
  /** When the identity provider’s call arrived; null for what was decided here. */
  askedAt: string | null
  /** When it took effect here. */
  at: string
  /** From the first call that asked for it, refused ones too, to the effect. */
  latencyMilliseconds: number | null
  isLate: boolean
  /** Calls about this person that were refused before; null where the request log has been emptied that far. */
  refused: { count: number; firstAt: string | null } | null
}

/** What a report is about; the days are both in it. */
type Period = { from: string; to: string; includesToday: boolean }

type MovementReport = {
  period: Period
  counts: MovementCount[]
  /** For how many days requests are kept: refused ones of before are not known any more. */
  requestLogDays: number
}

/** So soon what an identity provider asks for has to be done. */
export const LIMIT_HOURS = 24
/** As many as an auditor draws of a year. */
export const SAMPLE_SIZE = 25

const DAY_MILLISECONDS = 86_400_000
const USUAL_DAYS = 90
const BATCH = 500

/** A page of the report, with what all of it is about. */
export type MovementPage = Page<MovementEntry> & { report: MovementReport }

/** Who came and went, the latest first, or those whom a seed draws. */
export async function listMovements(ctx: Ctx, search: MovementSearch): Promise<MovementPage> {
  requirePermission(ctx, 'audit.read')
  const draw = drawOf(search)
  const { rows, population, report } = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const filter = filterOf(ctx, search)
    const [found, fitting, counts, requestLogDays] = await Promise.all([
      selectMovements(tx, ctx.tenantId, filter, { ...rangeOf(search), draw }),
      search.q === '' ? undefined : countMovements(tx, ctx.tenantId, filter),
      countMovements(tx, ctx.tenantId, filterOf(ctx, { ...search, movement: '', q: '' })),
      selectRetention(tx, ctx.tenantId),
    ])
    const fits = ({ movement }: MovementCount) => search.movement === '' || movement === search.movement
    const many = (fitting ?? counts.filter(fits)).reduce((sum, { count }) => sum + count, 0)
    return {
      rows: found,
      population: many,
      report: { period: periodOf(search, new Date()), counts, requestLogDays },
    }
  })
  const total = draw ? Math.min(population, draw.size) : population
  return { ...pageOf(search, { rows, total }, presenter(report.requestLogDays)), report }
}

const COLUMNS: readonly ExportColumn<MovementEntry>[] = [
  { key: 'movement', value: ({ movement }) => movement },
  { key: 'how', value: ({ action }) => action },
  { key: 'name', value: ({ name }) => name },
  { key: 'userName', value: ({ userName }) => userName },
  { key: 'externalId', value: ({ externalId }) => externalId },
  { key: 'userId', value: ({ userId }) => userId },
  { key: 'requested', value: ({ askedAt }) => askedAt },
  { key: 'effective', value: ({ at }) => at },
  { key: 'latencyMilliseconds', value: ({ latencyMilliseconds }) => latencyMilliseconds },
  {
    key: `within${LIMIT_HOURS}h`,
    value: ({ latencyMilliseconds, isLate }) => (latencyMilliseconds === null ? null : !isLate),
  },
  { key: 'refusedBefore', value: ({ refused }) => refused?.count ?? null },
  { key: 'firstRefused', value: ({ refused }) => refused?.firstAt ?? null },
  { key: 'byKind', value: ({ actorKind }) => actorKind },
  { key: 'by', value: ({ actorName }) => actorName },
  { key: 'requestId', value: ({ requestId }) => requestId },
  { key: 'historyId', value: ({ id }) => id },
]

/** The report, or the sample that a seed draws of it, as a file. */
export function exportMovements(ctx: Ctx, search: MovementSearch, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'audit.read')
  const filter = filterOf(ctx, search)
  const draw = drawOf(search)
  const batches = batchesOf((after: string | undefined) =>
    inTenant(ctx.db, ctx.tenantId, async (tx) => {
      const present = presenter(await selectRetention(tx, ctx.tenantId))
      if (draw) {
        const drawn = await selectMovements(tx, ctx.tenantId, filter, { limit: draw.size, offset: 0, draw })
        return { rows: drawn.map(present), next: undefined }
      }
      const rows = await selectMovementsAfter(tx, ctx.tenantId, filter, { after, limit: BATCH })
      return { rows: rows.map(present), next: rows.length === BATCH ? rows.at(-1)?.id : undefined }
    }),
  )
  return exportFile(ctx, { what: 'joiners-leavers', columns: COLUMNS, batches }, asked)
}

function drawOf({ seed }: MovementSearch): Draw | undefined {
  return seed === '' ? undefined : { seed, size: SAMPLE_SIZE }
}

function periodOf({ from, to }: MovementSearch, now: Date): Period {
  const today = now.toISOString().slice(0, 10)
  const last = to || (from > today ? from : today)
  const usual = new Date(Date.parse(last) - (USUAL_DAYS - 1) * DAY_MILLISECONDS).toISOString().slice(0, 10)
  const [first, end] = [from || usual, last].sort() as [string, string]
  return { from: first, to: end, includesToday: end >= today }
}

function filterOf(ctx: Ctx, search: MovementSearch): MovementFilter {
  const { from, to } = periodOf(search, new Date())
  return {
    // No id is from before 1970.
    since: earliestId(new Date(Math.max(0, Date.parse(from)))),
    before: earliestId(new Date(Math.max(0, Date.parse(to) + DAY_MILLISECONDS))),
    movement: search.movement || undefined,
    text: searchText(ctx, search.q),
  }
}

/** History itself says when a call arrived, by the time in its id; only what was refused is known by the log alone. */
function presenter(companyDays: number): (row: MovementRow) => MovementEntry {
  const now = Date.now()
  return ({ label, at, requestId, refused, firstRefusedAt, requestLogDays, ...row }) => {
    const known = now - (requestLogDays ?? companyDays) * DAY_MILLISECONDS
    const asked = requestId === null ? null : madeAt(requestId)
    const first = asked === null ? null : Math.min(asked, firstRefusedAt?.getTime() ?? asked)
    const latencyMilliseconds = first === null ? null : Math.max(0, at.getTime() - first)
    return {
      ...row,
      name: label,
      requestId,
      askedAt: asked === null ? null : new Date(asked).toISOString(),
      at: at.toISOString(),
      latencyMilliseconds,
      isLate: latencyMilliseconds !== null && latencyMilliseconds > LIMIT_HOURS * 3_600_000,
      refused:
        asked === null || at.getTime() < known
          ? null
          : { count: refused, firstAt: firstRefusedAt?.toISOString() ?? null },
    }
  }
}
