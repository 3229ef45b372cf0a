import { getOffered, listOffered } from '@/lib/entitlements/offered'
import {
  type Call,
  checkVersion,
  cutPage,
  entitlementSchema,
  project,
  queryIdentity,
  readPreconditions,
  readProjection,
  readQuery,
} from '@/lib/scim'
import type { Asked } from './asked'
import { answerPage } from './lists'
import type { ScimResponse } from './request'
import { placeOf, placeOnly, resource } from './respond'

/** GET /Roles and GET /Entitlements, whole or one of them: what Okta discovers. */
export async function readEntitlements(
  { type, id }: Extract<Call, { kind: 'entitlements' }>,
  asked: Asked,
): Promise<ScimResponse> {
  const { ctx, params, baseUrl, request } = asked
  const schema = entitlementSchema(type)
  if (id !== undefined) {
    const { full, version } = await getOffered(ctx, type, id, baseUrl)
    const { headers } = request
    const preconditions = readPreconditions({
      ifMatch: headers['if-match'],
      ifNoneMatch: headers['if-none-match'],
    })
    if (checkVersion(preconditions, version) === 'not-modified') return placeOnly(304, placeOf(full))
    return resource(200, full, project(full, readProjection(params, schema), schema))
  }
  const query = readQuery(params, schema)
  const offered = await listOffered(ctx, type, baseUrl)
  return answerPage(
    asked,
    query,
    () => queryIdentity(type, query),
    async (page) => {
      const { rows, ...found } = cutPage(offered, { ...query, ...page })
      return { ...found, rows: rows.map((full) => JSON.stringify(project(full, query.projection, schema))) }
    },
  )
}
