import { sql, type Tx } from '../client'
import { NOTABLE } from '../schema/events'
import type { Provider } from '../schema/tenancy'

export type FailedRequest = {
  id: string
  at: Date
  status: number
  scimType: string | null
  detail: string | null
  refusal: string | null
  integrationId: string
  integrationName: string
  provider: Provider
}

/** The calls about one person or group that went wrong, the newest first; `before` is the id of a row. */
export function selectFailedRequestsOf(
  tx: Tx,
  tenantId: string,
  resourceId: string,
  page: { before?: string | undefined; limit: number },
): Promise<FailedRequest[]> {
  const beyond = page.before ? sql`and r.id < ${page.before}::uuid` : sql``
  return tx.select(sql`
    select r.id, r.at, r.status, r.scim_type as "scimType", r.detail, r.refusal, i.id as "integrationId",
      i.name as "integrationName", i.provider
    from requests r join integrations i on i.tenant_id = r.tenant_id and i.id = r.integration_id
    where r.tenant_id = ${tenantId} and r.resource_id = ${resourceId} and r.resource_id is not null
      and (${sql.raw(NOTABLE)}) and r.status >= 400 ${beyond}
    order by r.at desc, r.id desc limit ${page.limit}`)
}
