import { inTenant } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { selectLatestPeople, selectMappingRun } from '@/db/queries/mapping-runs'
import { asItIs } from '@/db/shown'
import { isId } from '@/lib/base/id'
import { unknownIntegration } from '@/lib/integrations/announce'
import { readRules } from '@/lib/integrations/rules'
import { type JsonObject, URN, userSchema } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { FIELDS, type Field } from './choices'
import { type Mapping, sourceOf, USUAL_PATHS, valueFrom } from './mapping'
import { pathsSeen } from './seen'
import { isSource, type Source } from './source'

/** What a path finds: the value of who came last of those who have one, and how many of those looked at have one. */
export type Found = { sample: string | null; people: number; sampled: number }

/** A field, from where it is taken, and what is found there. */
export type MappingRow = Found & {
  field: Field
  path: string
  /** From where it is taken unless somebody says otherwise. */
  usual: string
  required: boolean
}

/** How far people have been given their fields anew. */
export type MappingProgress = { id: string; people: number; done: number; changed: number; isOver: boolean }

export type MappingOverview = {
  rows: MappingRow[]
  /** Of how many people that is told: at most of the thousand who came last. */
  sampled: number
  /** Paths to choose from: what was seen, and what schemas describe. */
  paths: string[]
  progress: MappingProgress | null
}

/** So many people are looked at to tell what a path finds: of the others nobody reads anything for a page. */
const SAMPLED = 1_000

/** Paths that every identity provider could send. */
const KNOWN = userSchema.extensions
  .filter(({ urn }) => urn === URN.ENTERPRISE_USER)
  .flatMap(({ urn, attributes }) =>
    attributes.filter(({ type }) => type !== 'complex').map(({ name }) => `${urn}:${name}`),
  )

/** From where an integration takes the fields of its people, and what it finds there. */
export async function getMapping(ctx: Ctx, integrationId: string): Promise<MappingOverview> {
  const { mapping, people, progress } = await read(ctx, integrationId)
  const rows = FIELDS.map((field): MappingRow => {
    const source = sourceOf(field, mapping)
    return {
      field,
      path: source.path,
      usual: USUAL_PATHS[field],
      required: mapping[field]?.required === true,
      ...find(ctx, source, people),
    }
  })
  const seen = pathsSeen(people).filter(isSource)
  const paths = [...new Set([...seen, ...Object.values(USUAL_PATHS), ...KNOWN])]
  return { rows, sampled: people.length, paths, progress }
}

/** What is found where a field is about to be taken from. */
export async function tryPath(
  ctx: Ctx,
  integrationId: string,
  source: Source,
): Promise<Found & { path: string }> {
  const { people } = await read(ctx, integrationId)
  return { path: source.path, ...find(ctx, source, people) }
}

export async function getMappingProgress(ctx: Ctx, integrationId: string): Promise<MappingProgress | null> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(integrationId)) throw unknownIntegration()
  return inTenant(ctx.db, ctx.tenantId, (tx) => progressOf(tx, ctx, integrationId))
}

/** The latest people of an integration, as they are: nobody is shown them whole. */
export async function read(
  ctx: Ctx,
  integrationId: string,
): Promise<{ mapping: Mapping; people: JsonObject[]; progress: MappingProgress | null }> {
  requirePermission(ctx, 'integrations.read')
  requirePermission(ctx, 'directory.read')
  if (!isId(integrationId)) throw unknownIntegration()
  return inTenant(asItIs(ctx.db), ctx.tenantId, async (tx) => {
    const [integration, people, progress] = await Promise.all([
      selectIntegration(tx, ctx.tenantId, integrationId),
      selectLatestPeople(tx, ctx.tenantId, integrationId, SAMPLED),
      progressOf(tx, ctx, integrationId),
    ])
    if (!integration) throw unknownIntegration()
    return {
      mapping: readRules(integration.rules).mapping,
      people: people.map(({ resource }) => resource),
      progress,
    }
  })
}

async function progressOf(
  tx: Parameters<typeof selectMappingRun>[0],
  ctx: Ctx,
  integrationId: string,
): Promise<MappingProgress | null> {
  const run = await selectMappingRun(tx, ctx.tenantId, integrationId)
  return run
    ? {
        id: run.id,
        people: Math.max(run.people, run.done),
        done: run.done,
        changed: run.changed,
        isOver: run.endedAt !== null,
      }
    : null
}

function find({ db }: Ctx, source: Source, people: readonly JsonObject[]): Found {
  let sample: string | null = null
  let count = 0
  for (const resource of people) {
    const value = valueFrom(source, resource)
    if (value === null) continue
    sample ??= value
    count++
  }
  // Masked as a row of the database would be: by its text, and by the path that tells what it is.
  const shown =
    sample === null || !db.show ? sample : db.show({ of: { path: source.path, sample } }).of.sample
  return { sample: shown, people: count, sampled: people.length }
}
