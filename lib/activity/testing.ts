import type { RequestRow } from '@/db/queries/requests'
import { newId } from '@/lib/base/id'

/** For tests: a row of the request log, a read that went well unless `of` says otherwise. */
export function requestRow(of: Partial<RequestRow> = {}): RequestRow {
  return {
    id: newId(),
    at: new Date(),
    integrationId: null,
    tokenId: null,
    method: 'GET',
    path: '/Users',
    query: '',
    status: 200,
    scimType: null,
    detail: null,
    refusal: null,
    durationMicroseconds: 900,
    address: null,
    userAgent: null,
    resourceId: null,
    headers: null,
    requestBody: null,
    responseBody: null,
    ...of,
  }
}
