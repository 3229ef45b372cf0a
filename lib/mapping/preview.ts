import { inTenant } from '@/db/client'
import { selectLatestPeople, selectMappedPerson } from '@/db/queries/mapping-runs'
import { userSearch } from '@/lib/directory/input'
import { shownValues } from '@/lib/directory/rows'
import { listTargetUsers } from '@/lib/directory/search'
import type { JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { FIELDS, type Field } from './choices'
import { type Mapping, readMapping, sourceOf, valueFrom } from './mapping'
import { read } from './overview'
import { shownField } from './remap'

/** What a mapping would do to one person, and what it would ask of all. */
export type MappingPreview = {
  /** Null while there is nobody. */
  person: { id: string; name: string } | null
  fields: { field: Field; before: string | null; after: string | null }[]
  /** Required fields that some lack: their identity provider would be refused when it sends them again. */
  lacking: { field: Field; people: number }[]
  sampled: number
  /** Who else could be looked at. */
  candidates: { id: string; name: string; userName: string }[]
}

const MOST_CANDIDATES = 25
/** So many are looked through for somebody to whom it makes a difference. */
const LOOKED_THROUGH = 200

/** Shows before and after of the person asked for, or else of somebody to whom the mapping makes a difference. */
export async function previewMapping(
  ctx: Ctx,
  integrationId: string,
  mapping: Mapping,
  asked: { userId?: string | undefined; q: string },
): Promise<MappingPreview> {
  requirePermission(ctx, 'integrations.write')
  const [{ mapping: current, people }, found] = await Promise.all([
    read(ctx, integrationId),
    listTargetUsers(ctx, userSearch.parse({ q: asked.q, integration: integrationId, size: MOST_CANDIDATES })),
  ])
  const lacking = readMapping(mapping).required.map(({ field, source }) => ({
    field,
    people: people.filter((resource) => resource.active !== false && valueFrom(source, resource) === null)
      .length,
  }))
  const id = asked.userId ?? (await somebody(ctx, integrationId, current, mapping)) ?? found.rows[0]?.id
  const person = id
    ? await inTenant(ctx.db, ctx.tenantId, (tx) => selectMappedPerson(tx, ctx.tenantId, integrationId, id))
    : undefined
  const after = person && shownValues(person.resource, person.userName, mapping)
  return {
    person: person ? { id: person.id, name: person.label } : null,
    fields:
      person && after
        ? FIELDS.map((field) => ({
            field,
            before: shownField(person, person.resource, field),
            after: shownField(after, person.resource, field),
          })).filter(({ before, after: next }) => before !== null || next !== null)
        : [],
    lacking: lacking.filter(({ people: count }) => count > 0),
    sampled: people.length,
    candidates: found.rows.map(({ id: each, name, userName }) => ({ id: each, name, userName })),
  }
}

/** Somebody of the latest for whom a field that moves is another. */
async function somebody(
  ctx: Ctx,
  integrationId: string,
  current: Mapping,
  mapping: Mapping,
): Promise<string | undefined> {
  const moved = FIELDS.map((field) => [sourceOf(field, current), sourceOf(field, mapping)] as const).filter(
    ([was, is]) => was.path !== is.path,
  )
  if (moved.length === 0) return undefined
  const latest = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectLatestPeople(tx, ctx.tenantId, integrationId, LOOKED_THROUGH),
  )
  const values = (resource: JsonObject) =>
    moved.map(([was, is]) => [valueFrom(was, resource), valueFrom(is, resource)] as const)
  const found = (differs: (was: string | null, is: string | null) => boolean) =>
    latest.find(({ resource }) => values(resource).some(([was, is]) => differs(was, is)))?.id
  // Rather somebody who gets a value than who loses one.
  return found((was, is) => is !== null && was !== is) ?? found((was, is) => was !== is)
}
