import { AppError } from '@/lib/base/errors'
import type { ExportedFile } from '@/lib/export/export'
import type { ExportFormat } from '@/lib/export/input'
import type { Ctx } from '@/lib/tenancy/context'

/** What an export is asked with: `search` as it came without the format, `query` the same as it stood in the address. */
type Asked = { id: string; format: ExportFormat; search: Record<string, string>; query: string }
type Export = (ctx: Ctx, asked: Asked) => Promise<ExportedFile>

/** Every list that can be taken away as a file. */
const EXPORTS: ReadonlyMap<string, Export> = new Map<string, Export>([])

/** @throws AppError `not-found` when the path names none */
export function exportOf(path: readonly string[]): { answer: Export; id: string } {
  const name = path.map((part, position) => (position === 1 ? '{id}' : part)).join('/')
  const answer = EXPORTS.get(name)
  if (!answer) throw new AppError('not-found', { key: 'export.unknown' })
  return { answer, id: path[1] ?? '' }
}
