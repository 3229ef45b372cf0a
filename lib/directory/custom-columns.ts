import { inTenant } from '@/db/client'
import { selectSeenAttributes } from '@/db/queries/extensions'
import type { ListedFields } from '@/db/queries/listed-fields'
import type { Text } from '@/lib/messages/text'
import type { JsonObject, SeenAttribute } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { labelOf } from './attribute-names'

/** An attribute under names of the client’s own that lists of people can show. */
export type CustomColumn = {
  /** `urn:…:User:shoeSize` */
  path: string
  label: Text | string
}
export type CustomValue = string | number | boolean | null

/** So many are offered, and brought with a row. */
export const MOST_CUSTOM = 40

/** Certificates and pictures may be any length. */
const LONGEST = 200
/** A comma separates columns in an address. */
const PATH = /^(urn:[^\s,]+):([^\s,:]+)$/
const SCALARS = new Set(['string', 'number', 'boolean', 'null'])

export function isCustomPath(id: string): boolean {
  return id.length <= 400 && PATH.test(id)
}

/** What clients have sent of people here beside what every directory has, as far as it fits into one cell. */
export async function listCustomColumns(ctx: Ctx): Promise<CustomColumn[]> {
  requirePermission(ctx, 'directory.read')
  const seen = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectSeenAttributes(tx, ctx.tenantId, null, ['User']),
  )
  return seen
    .filter(isSingle)
    .map(({ urn, name }) => ({
      path: `${urn}:${name}`,
      label: labelOf({ extension: urn, name, type: undefined }),
    }))
    .filter(({ path }) => isCustomPath(path))
    .slice(0, MOST_CUSTOM)
}

function isSingle({ sub, many, kinds }: SeenAttribute): boolean {
  return !sub && !many && kinds.every((kind) => SCALARS.has(kind)) && kinds.some((kind) => kind !== 'null')
}

/** The extensions that hold what stands at the paths. */
export function extensionsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => PATH.exec(path)?.[1] ?? []))]
}

export function customValue({ resource }: Pick<ListedFields, 'resource'>, path: string): CustomValue {
  const [, urn = '', name = ''] = PATH.exec(path) ?? []
  const extension = resource[urn] as JsonObject | null | undefined
  const value = extension && Object.hasOwn(extension, name) ? extension[name] : null
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}
