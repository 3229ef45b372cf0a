import { announce } from '@/db/announcements'
import { type Database, inTenant, type Tx } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import {
  lockMappingRun,
  lockPeopleAfter,
  lockPeopleSince,
  type MappedPerson,
  type MappingRunRow,
  type ShownFields,
  selectIntegrationOfRun,
  updateMappingRun,
  updateShownFields,
} from '@/db/queries/mapping-runs'
import type { Task } from '@/db/queries/tasks'
import { shownValues } from '@/lib/directory/rows'
import { type JsonObject, sameResource } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { tellsOfPhone } from '@/lib/tenancy/masking'
import { appendHistory, type Change, mutate } from '@/lib/tenancy/mutate'
import { systemOf } from '@/lib/tenancy/system'
import { FIELDS } from './choices'
import { fieldOf, type Mapping } from './mapping'

/** So many get their fields anew in one transaction: nobody waits long for what it holds. */
const PIECE = 200
const TOLD_MILLISECONDS = 5_000
/** After so long another task has its turn. */
const TURN_MILLISECONDS = 10_000
/**
 * A call that began before the mapping was changed may still write by the old one; no transaction lives so long. Who was
 * written from a little before then on is looked at once more.
 */
const CHECK_MILLISECONDS = 60_000
const SLACK_MILLISECONDS = 60_000

/** Gives the next people their fields anew. Answers how far it has come; undefined where there is nothing to do. */
export function remapPiece(
  db: Database,
  tenantId: string,
  integrationId: string,
): Promise<MappingRunRow | undefined> {
  const ctx = systemOf(db, tenantId, 'directory.write')
  return mutate(ctx, 'directory.write', async (tx) => {
    const run = await lockMappingRun(tx, tenantId, integrationId)
    const integration = run && (await selectIntegration(tx, tenantId, integrationId))
    if (!integration || run.endedAt) return { result: undefined, changes: [] }
    const people = await lockPeopleAfter(tx, tenantId, integrationId, run.reached, PIECE)
    const changed = await remap(tx, ctx, integration, people)
    const isLast = people.length < PIECE
    const next = {
      reached: people.at(-1)?.id ?? run.reached,
      done: run.done + people.length,
      changed: run.changed + changed,
      endedAt: isLast ? new Date() : null,
    }
    await updateMappingRun(tx, tenantId, integrationId, next)
    const after = { people: next.done, changed: next.changed }
    return {
      result: { ...run, ...next },
      changes: isLast
        ? [{ action: 'integration.remapped', label: integration.name, integrationId, after }]
        : [],
    }
  })
}

/** Goes on with an integration’s people until all have their fields, its turn is over, or nobody is to go on. */
export async function remapAll(
  db: Database,
  tenantId: string,
  integrationId: string,
  signal?: AbortSignal,
): Promise<MappingRunRow | undefined> {
  const until = Date.now() + TURN_MILLISECONDS
  let told = Date.now()
  for (;;) {
    signal?.throwIfAborted()
    const run = await remapPiece(db, tenantId, integrationId)
    if (!run || run.endedAt) {
      await announce(db, tenantId, ['users', 'integrations'])
      return run
    }
    // Who waits for the end asks by themselves how far it is.
    if (Date.now() - told > TOLD_MILLISECONDS) {
      told = Date.now()
      await announce(db, tenantId, ['users'])
    }
    if (Date.now() > until) return run
  }
}

/** Goes on where a run has stopped; later looks once more at whom calls wrote meanwhile. Answers when to come again. */
export async function attendRemap(
  db: Database,
  { tenantId, subject: id }: Task,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const integrationId = await inTenant(db, tenantId, (tx) => selectIntegrationOfRun(tx, tenantId, id))
  if (!integrationId) return undefined
  const run = await remapAll(db, tenantId, integrationId, signal)
  if (run && !run.endedAt) return new Date()
  for (let after: string | null = null; ; ) {
    signal.throwIfAborted()
    const next: Checked = await checkPiece(db, tenantId, integrationId, after)
    if (next.again) return next.again
    if (next.after === undefined) return undefined
    after = next.after
  }
}

type Checked = { again?: Date; after?: string }

async function checkPiece(
  db: Database,
  tenantId: string,
  integrationId: string,
  after: string | null,
): Promise<Checked> {
  const ctx = systemOf(db, tenantId, 'directory.write')
  return mutate(ctx, 'directory.write', async (tx): Promise<{ result: Checked; changes: Change[] }> => {
    const run = await lockMappingRun(tx, tenantId, integrationId)
    const integration = run && (await selectIntegration(tx, tenantId, integrationId))
    if (!integration || run.checkedAt) return { result: {}, changes: [] }
    const due = new Date(run.startedAt.getTime() + CHECK_MILLISECONDS)
    if (!run.endedAt || due.getTime() > Date.now()) return { result: { again: due }, changes: [] }
    const since = new Date(run.startedAt.getTime() - SLACK_MILLISECONDS)
    const people = await lockPeopleSince(tx, tenantId, integrationId, since, after, PIECE)
    const changed = await remap(tx, ctx, integration, people)
    const last = people.length < PIECE ? undefined : people.at(-1)?.id
    await updateMappingRun(tx, tenantId, integrationId, {
      changed: run.changed + changed,
      ...(last === undefined && { checkedAt: new Date() }),
    })
    return { result: last === undefined ? {} : { after: last }, changes: [] }
  })
}

/** Writes whose fields are others by now. Answers for how many of them people see a difference. */
async function remap(
  tx: Tx,
  ctx: Ctx,
  { id: integrationId, rules }: { id: string; rules: { mapping?: Mapping } },
  people: readonly MappedPerson[],
): Promise<number> {
  const written: ShownFields[] = []
  const changes: Change[] = []
  for (const person of people) {
    const next = shownValues(person.resource, person.userName, rules.mapping)
    if (isShownAs(person, next)) continue
    written.push({ id: person.id, ...next })
    const told = differenceOf(person, next)
    if (Object.keys(told.before).length + Object.keys(told.after).length === 0) continue
    changes.push({ action: 'user.remapped', label: next.label, userId: person.id, integrationId, ...told })
  }
  await updateShownFields(tx, ctx.tenantId, written)
  appendHistory(tx, ctx, changes)
  return changes.length
}

type Shown = Pick<MappedPerson, 'label' | 'email' | 'mapped'>

function isShownAs(person: Shown, next: Shown): boolean {
  if (person.label !== next.label || person.email !== next.email) return false
  if (person.mapped === null || next.mapped === null) return person.mapped === next.mapped
  return sameResource(person.mapped as unknown as JsonObject, next.mapped as unknown as JsonObject)
}

/** Which fields people see otherwise, by the names of fields. */
function differenceOf(person: MappedPerson, next: Shown): { before: JsonObject; after: JsonObject } {
  const told: { before: JsonObject; after: JsonObject } = { before: {}, after: {} }
  for (const field of FIELDS) {
    const was = toldOf(person, person.resource, field)
    const is = toldOf(next, person.resource, field)
    if (was.value === is.value) continue
    if (was.value !== null) told.before[field] = was.told
    if (is.value !== null) told.after[field] = is.told
  }
  return told
}

/** A number keeps the name that says so, by which it is masked. */
function toldOf(shown: Shown, resource: JsonObject, field: (typeof FIELDS)[number]) {
  const value = shownField(shown, resource, field)
  const isPhone = tellsOfPhone(shown.mapped?.fields[field]?.path ?? '')
  return { value, told: isPhone && field !== 'phone' && value !== null ? { phone: value } : (value ?? '') }
}

/** A field of a person as lists show it. */
export function shownField(
  shown: Shown,
  resource: JsonObject,
  field: (typeof FIELDS)[number],
): string | null {
  if (field === 'displayName') return shown.label
  return field === 'email' ? shown.email : fieldOf(resource, shown.mapped, field)
}
