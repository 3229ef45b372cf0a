import { z } from 'zod'
import { isId } from '@/lib/base/id'
import type { Logged } from './outcomes'

const BULK = /\/bulk\/*$/i

const sent = z.object({
  Operations: z.array(
    z.object({
      method: z.string().transform((name) => name.toUpperCase()),
      path: z.string().default(''),
      bulkId: z.string().optional(),
      data: z.unknown(),
    }),
  ),
})
const answered = z.object({
  Operations: z.array(
    z.object({
      method: z.string(),
      bulkId: z.string().optional(),
      status: z.union([z.string(), z.number()]).transform(Number),
      location: z.string().optional(),
      response: z.object({ detail: z.string().optional(), scimType: z.string().optional() }).optional(),
    }),
  ),
})

/**
 * A bulk request as the requests it stands for, one for each operation that was run; any other as itself. Of a body
 * that was too long for the log nothing is known.
 */
export function operationsOf<Row extends Logged>(row: Row): Row[] {
  if (row.method !== 'POST' || !BULK.test(row.path)) return [row]
  const [request, response] = [read(sent, row.requestBody), read(answered, row.responseBody)]
  if (!request || !response) return []
  let next = 0
  return response.Operations.flatMap(({ method, bulkId, status, location, response: error }) => {
    // Both are in one order, but what was not run any more has no answer.
    const isAnswered = (one: (typeof request.Operations)[number], index: number) =>
      index >= next && one.method === method && one.bulkId === bulkId
    const at = request.Operations.findIndex(isAnswered)
    const operation = request.Operations[at]
    if (!operation) return []
    next = at + 1
    const id = location?.split('/').pop() ?? ''
    return {
      ...row,
      method,
      path: `/${operation.path.replace(/^.*\/(?=(?:users|groups)(?:\/|$))/i, '').replace(/^\/+/, '')}`,
      status,
      scimType: error?.scimType ?? null,
      detail: error?.detail ?? null,
      resourceId: isId(id) ? id : null,
      requestBody: operation.data === undefined ? null : JSON.stringify(operation.data),
      responseBody: null,
    }
  })
}

function read<T>(schema: z.ZodType<T>, body: string | null): T | undefined {
  if (body === null) return undefined
  try {
    return schema.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}
