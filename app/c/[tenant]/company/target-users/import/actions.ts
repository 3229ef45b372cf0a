'use server'

import { answer, refuse } from '@/lib/auth/action'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import {
  beginImport,
  finishImport,
  type ImportSummary,
  importPart,
} from '@/lib/directory/local/import/imports'
import {
  type ImportRow,
  type ImportStart,
  importRows,
  importStart,
  type RowOutcome,
} from '@/lib/directory/local/import/input'
import { checkRows } from '@/lib/directory/local/import/rows'

export async function checkAction(
  tenant: string,
  rows: readonly ImportRow[],
): Promise<ActionResult<RowOutcome[]>> {
  const input = importRows.safeParse(rows)
  if (!input.success) return refuse(input.error)
  return answer(
    async () => checkRows(await requireMember(tenant, 'directory.write'), input.data as ImportRow[]),
    'reads',
  )
}

export async function beginAction(tenant: string, start: ImportStart): Promise<ActionResult<{ id: string }>> {
  const input = importStart.safeParse(start)
  if (!input.success) return refuse(input.error)
  return answer(async () => beginImport(await requireMember(tenant, 'directory.write'), input.data))
}

export async function partAction(
  tenant: string,
  id: string,
  rows: readonly ImportRow[],
): Promise<ActionResult<RowOutcome[]>> {
  const input = importRows.safeParse(rows)
  if (!input.success) return refuse(input.error)
  return answer(async () =>
    importPart(await requireMember(tenant, 'directory.write'), id, input.data as ImportRow[]),
  )
}

export async function finishAction(tenant: string, id: string): Promise<ActionResult<ImportSummary>> {
  return answer(async () => finishImport(await requireMember(tenant, 'directory.write'), id))
}
