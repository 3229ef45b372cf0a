import { countUsers } from '@/db/queries/counts'
import { updateIntegration } from '@/db/queries/integrations'
import { startMappingRun } from '@/db/queries/mapping-runs'
import { insertTask } from '@/db/queries/tasks'
import { asItIs } from '@/db/shown'
import { newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import { aboutIntegration, changeIntegration } from '@/lib/integrations/integrations'
import { readRules } from '@/lib/integrations/rules'
import type { Ctx } from '@/lib/tenancy/context'
import { FIELDS, type Field } from './choices'
import { type Mapping, sourceOf } from './mapping'
import { remapAll } from './remap'

/** So many get their fields anew while somebody waits; of more, they are told how far it has come. */
const AT_ONCE = 1_000
/** Whoever works off tasks leaves it for so long to who waits for it. */
const LEFT_MILLISECONDS = 15_000

/** What came of a change: how many people it is about, and of how many a field is different; null while that goes on. */
export type MappingSaved = { people: number; changed: number | null; isLong: boolean }

/**
 * Takes fields of an integration's people from elsewhere from its next call on, and gives everybody who is here theirs
 * anew from the resources that are kept: few at once, many behind the answer. Nothing that SCIM shows changes. Of what
 * is `wanted`, only what differs from what was `seen` is taken: the rest may have been changed by somebody else since.
 */
export async function setMapping(
  ctx: Ctx,
  id: string,
  wanted: Mapping,
  seen?: Mapping,
): Promise<MappingSaved> {
  let people = 0
  let isMoved = false
  await changeIntegration(ctx, id, async (tx, row) => {
    const before = readRules(row.rules).mapping
    const mapping = seen ? onTopOf(before, seen, wanted) : wanted
    const told = differences(before, mapping)
    isMoved = FIELDS.some((field) => sourceOf(field, before).path !== sourceOf(field, mapping).path)
    people = await countUsers(tx, ctx.tenantId, { managerId: id })
    if (Object.keys(told.after).length + Object.keys(told.before).length === 0) return []
    await updateIntegration(tx, ctx.tenantId, id, { rules: { ...row.rules, mapping } })
    if (isMoved) {
      const startedAt = new Date()
      const run = { integrationId: id, id: newId(), startedAt, startedBy: ctx.actor.name, people }
      await startMappingRun(tx, ctx.tenantId, run)
      const due = new Date(startedAt.getTime() + (people > AT_ONCE ? 0 : LEFT_MILLISECONDS))
      await insertTask(tx, { tenantId: ctx.tenantId, kind: 'remap', subject: run.id }, due)
    }
    return [aboutIntegration(row, 'integration.mapping-changed', told)]
  })
  if (!isMoved) return { people, changed: 0, isLong: false }
  if (people > AT_ONCE) return { people, changed: null, isLong: true }
  const run = await remapAll(asItIs(ctx.db), ctx.tenantId, id)
  return { people, changed: run?.endedAt ? run.changed : null, isLong: !run?.endedAt }
}

function onTopOf(now: Mapping, seen: Mapping, wanted: Mapping): Mapping {
  const isSame = (field: Field) =>
    seen[field]?.path === wanted[field]?.path && seen[field]?.required === wanted[field]?.required
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const of = isSame(field) ? now[field] : wanted[field]
      return of ? [[field, of]] : []
    }),
  )
}
