import { sql, type Tx } from '../client'

export type ReceivedWrite = { at: Date; method: string; integrationName: string; body: string | null }

/** The last write about one person or group that went well, with its body as far as the log keeps it. */
export async function selectLastWriteOf(
  tx: Tx,
  tenantId: string,
  resourceId: string,
): Promise<ReceivedWrite | undefined> {
  const [row] = await tx.select<ReceivedWrite>(sql`
    select r.at, r.method, i.name as "integrationName", r.request_body as body
    from requests r join integrations i on i.tenant_id = r.tenant_id and i.id = r.integration_id
    where r.tenant_id = ${tenantId} and r.resource_id = ${resourceId} and r.resource_id is not null
      and r.method in ('POST', 'PUT', 'PATCH') and r.method <> 'GET' and right(r.path, 8) <> '/.search'
      and r.status < 300
    order by r.at desc, r.id desc limit 1`)
  return row
}
