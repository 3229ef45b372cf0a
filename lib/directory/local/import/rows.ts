import { inTenant, type Tx } from '@/db/client'
import { WritersMet } from '@/db/failure'
import { type Holder, insertLocalUsers, selectHolders, updateLocalUsers } from '@/db/queries/imports'
import type { UserValues } from '@/db/queries/user-writes'
import { newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import type { Text } from '@/lib/messages/text'
import { fold, type JsonObject, sameResource } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { userValues } from '../../rows'
import { actionOf } from '../../users'
import type { ImportRow, RowOutcome } from './input'
import { changedValues, type ReadRow, readRow, tryResource } from './row'

/** What is to be done for one row, and what is told of it. */
type Step = { told: RowOutcome; create?: UserValues; update?: UserValues; change?: Change }

/** What would become of these rows if they were imported now. Nothing is written. */
export async function checkRows(ctx: Ctx, rows: readonly ImportRow[]): Promise<RowOutcome[]> {
  requirePermission(ctx, 'directory.write')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const steps = await plan(tx, ctx, rows, { lock: false })
    return steps.map(({ told }) => told)
  })
}

/** Writes these rows inside somebody's transaction, with the history of each person. */
export async function writeRows(tx: Tx, ctx: Ctx, rows: readonly ImportRow[]): Promise<RowOutcome[]> {
  const steps = await plan(tx, ctx, rows, { lock: true })
  const created = steps.flatMap(({ create }) => create ?? [])
  const [free] = await Promise.all([
    insertLocalUsers(tx, ctx.tenantId, created),
    updateLocalUsers(
      tx,
      ctx.tenantId,
      steps.flatMap(({ update }) => update ?? []),
    ),
  ])
  // Somebody took one of the userNames since they were looked up: the whole part is run again.
  if (free < created.length) throw new WritersMet()
  const changes = steps.flatMap(({ change }) => change ?? [])
  if (changes.length > 0) appendHistory(tx, ctx, changes)
  return steps.map(({ told }) => told)
}

async function plan(
  tx: Tx,
  ctx: Ctx,
  rows: readonly ImportRow[],
  options: { lock: boolean },
): Promise<Step[]> {
  const read = rows.map(readRow)
  const keys = [...new Set(read.flatMap((row) => keyOf(row) ?? []))]
  const holders = await selectHolders(tx, ctx.tenantId, keys, options)
  const first = new Map<string, number>()
  const now = new Date()
  return read.map((row) => {
    const key = keyOf(row)
    if (key === undefined) return refused(row, row.reasons)
    const twin = first.get(key)
    if (twin !== undefined) return refused(row, [{ key: 'import.reasons.twice', values: { line: twin } }])
    first.set(key, row.line)
    if (row.reasons.length > 0) return refused(row, row.reasons)
    return decide(row, holders.get(key), now)
  })
}

function decide(row: ReadRow, holder: Holder | undefined, now: Date): Step {
  if (holder?.managerName) {
    const values = { userName: holder.userName.slice(0, 120), integration: holder.managerName }
    return refused(row, [{ key: 'import.reasons.managed', values }])
  }
  const before: JsonObject = holder?.resource ?? { active: true }
  const after = tryResource(before, row)
  if (isText(after)) return refused(row, [after])
  if (!holder) {
    const create = userValues(after, {
      id: newId(),
      managerId: null,
      version: 1,
      createdAt: now,
      modifiedAt: now,
    })
    return {
      told: { line: row.line, name: create.label, outcome: 'created' },
      create,
      change: {
        action: 'user.created',
        label: create.label,
        userId: create.id,
        after: differences({}, after).after,
      },
    }
  }
  if (sameResource(before, after)) {
    return { told: { line: row.line, name: holder.label, outcome: 'same' } }
  }
  const update = userValues(after, { ...holder, version: holder.version + 1, modifiedAt: now })
  const changes = changedValues(before, after)
  return {
    told: { line: row.line, name: update.label, outcome: 'changed', changes },
    update,
    change: {
      action: actionOf(holder.active, update.active),
      label: update.label,
      userId: holder.id,
      ...differences(before, after),
    },
  }
}

function refused(row: ReadRow, reasons: Text[]): Step {
  const name = row.values.get('displayName') ?? row.values.get('userName') ?? ''
  return { told: { line: row.line, name: name.slice(0, 120), outcome: 'refused', reasons } }
}

function keyOf({ values }: ReadRow): string | undefined {
  const userName = values.get('userName')
  return userName === undefined ? undefined : fold(userName)
}

function isText(value: JsonObject | Text): value is Text {
  return 'key' in value && typeof value.key === 'string' && value.key.startsWith('import.reasons.')
}
