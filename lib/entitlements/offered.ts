import { inTenant } from '@/db/client'
import { type EntitlementRow, selectEntitlementKinds, selectEntitlementsOf } from '@/db/queries/entitlements'
import { type EntitlementType, entitlementSchema, etag, type JsonObject, notFound } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'

const KINDS = { Role: 'role', Entitlement: 'entitlement' } as const
const TYPES = { role: 'Role', entitlement: 'Entitlement' } as const

/** The types of which the company offers any to identity providers. */
export async function offeredTypes(ctx: Ctx): Promise<EntitlementType[]> {
  const kinds = await inTenant(ctx.db, ctx.tenantId, (tx) => selectEntitlementKinds(tx, ctx.tenantId))
  return kinds.map((kind) => TYPES[kind])
}

/** All that is offered of a type, as SCIM shows it. `baseUrl` is the address that the client was given. */
export async function listOffered(ctx: Ctx, type: EntitlementType, baseUrl: string): Promise<JsonObject[]> {
  const rows = await readOffered(ctx, type)
  return rows.map((row) => entitlementResource(type, row, baseUrl))
}

/** One of them, by the value that people carry. @throws ScimError 404 */
export async function getOffered(
  ctx: Ctx,
  type: EntitlementType,
  value: string,
  baseUrl: string,
): Promise<{ full: JsonObject; version: number }> {
  const rows = await readOffered(ctx, type)
  const row = rows.find((one) => one.value === value)
  if (!row) throw notFound(`There is no ${KINDS[type]} with id ${value.slice(0, 60)}.`)
  return { full: entitlementResource(type, row, baseUrl), version: versionOf(row) }
}

function readOffered(ctx: Ctx, type: EntitlementType): Promise<EntitlementRow[]> {
  requirePermission(ctx, 'users.read')
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectEntitlementsOf(tx, ctx.tenantId, KINDS[type]))
}

/** What changes such a row is seldom, so the moment of it is a version. */
function versionOf({ modifiedAt }: EntitlementRow): number {
  return modifiedAt.getTime()
}

function entitlementResource(type: EntitlementType, row: EntitlementRow, baseUrl: string): JsonObject {
  const { endpoint, core } = entitlementSchema(type)
  return {
    schemas: [core.urn],
    id: row.value,
    displayName: row.display,
    ...(row.type && { type: row.type }),
    ...(row.description && { description: row.description }),
    meta: {
      resourceType: type,
      created: row.createdAt.toISOString(),
      lastModified: row.modifiedAt.toISOString(),
      location: `${baseUrl}${endpoint}/${encodeURIComponent(row.value)}`,
      version: etag(versionOf(row)),
    },
  }
}
