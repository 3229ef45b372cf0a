import { type ExportAsked, type ExportedFile, exportFile } from '@/lib/export/export'
import type { ExportColumn } from '@/lib/export/write'
import type { Ctx } from '@/lib/tenancy/context'
import { getReview, type Review, type ReviewedMember } from './review'

type Row = { review: Review; member: ReviewedMember }

const COLUMNS: readonly ExportColumn<Row>[] = [
  { key: 'reviewId', value: ({ review }) => review.id },
  { key: 'started', value: ({ review }) => review.startedAt },
  { key: 'startedBy', value: ({ review }) => review.startedBy },
  { key: 'ended', value: ({ review }) => review.endedAt },
  { key: 'endedBy', value: ({ review }) => review.endedBy },
  { key: 'endedAs', value: ({ review }) => review.endedAs ?? 'open' },
  { key: 'personId', value: ({ member }) => member.id },
  { key: 'name', value: ({ member }) => member.name },
  { key: 'email', value: ({ member }) => member.email },
  { key: 'role', value: ({ member }) => member.role },
  { key: 'memberSince', value: ({ member }) => member.memberSince },
  { key: 'lastActive', value: ({ member }) => member.lastActiveAt },
  { key: 'decision', value: ({ member }) => member.decision },
  { key: 'newRole', value: ({ member }) => member.newRole },
  { key: 'reason', value: ({ member }) => member.reason },
  { key: 'decidedBy', value: ({ member }) => member.decidedBy },
  { key: 'decided', value: ({ member }) => member.decidedAt },
  { key: 'outcome', value: ({ member }) => member.outcome },
  { key: 'refusal', value: ({ member }) => member.refusal },
  { key: 'reviewSha256', value: ({ review }) => review.seal?.sha256 ?? null },
]

/** A review, row by row; one that is under way as far as it has come. */
export async function exportReview(ctx: Ctx, id: string, asked: ExportAsked): Promise<ExportedFile> {
  const review = await getReview(ctx, id)
  const batches = (async function* () {
    yield review.members.map((member): Row => ({ review, member }))
  })()
  const what = `access-review-${review.startedAt.slice(0, 10)}`
  return exportFile(ctx, { what, columns: COLUMNS, batches }, asked)
}
