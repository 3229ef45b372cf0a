import type { AttributePath, Filter } from '@/lib/scim'
import type { Tx } from '../client'
import { hasNestedGroups } from '../queries/nested-groups'
import type { Target } from './columns'

/**
 * The target, and in it whether the tenant has groups in groups: asked only where the query looks into memberships,
 * and then only a tenant that has them pays for following them.
 */
export async function withNesting<T extends Target>(
  tx: Tx,
  target: T,
  query: { filter?: Filter | undefined; sortBy?: AttributePath | undefined },
): Promise<T> {
  const looks =
    (query.filter && looksIntoMemberships(query.filter)) || (query.sortBy && isMembership(query.sortBy))
  return looks ? { ...target, nested: await hasNestedGroups(tx, target.tenantId) } : target
}

/** Whether the attribute is answered from the rows of memberships. */
function isMembership(path: AttributePath): boolean {
  return !path.extension && (path.name === 'groups' || path.name === 'members')
}

function looksIntoMemberships(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return looksIntoMemberships(filter.left) || looksIntoMemberships(filter.right)
    case 'not':
      return looksIntoMemberships(filter.of)
    default:
      return isMembership(filter.path)
  }
}
