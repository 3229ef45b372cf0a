import { listExtensions } from '@/lib/directory/extensions'
import { syncsGroups } from '@/lib/directory/ownership'
import { offeredTypes } from '@/lib/entitlements/offered'
import { type Call, discovery, forbidden } from '@/lib/scim'
import type { Asked } from './asked'
import type { ScimResponse } from './request'
import { json } from './respond'

/** GET on /ServiceProviderConfig, /ResourceTypes and /Schemas (RFC 7644 §4). @throws ScimError 403, 404 */
export async function discover(
  { endpoint, id }: Extract<Call, { kind: 'discover' }>,
  { ctx, params, baseUrl }: Asked,
): Promise<ScimResponse> {
  if (params.has('filter')) {
    // RFC 7644 §4: a client must not take everything for what its filter admits.
    throw forbidden(`${endpoint} cannot be filtered; leave the filter out and choose from the answer.`)
  }
  const groupSync = syncsGroups(ctx)
  if (endpoint === 'ServiceProviderConfig') {
    return json(200, discovery(endpoint, id, { baseUrl, groupSync, extensions: [] }))
  }
  const [extensions, entitlements] = await Promise.all([listExtensions(ctx), offeredTypes(ctx)])
  return json(200, discovery(endpoint, id, { baseUrl, groupSync, extensions, entitlements }))
}
