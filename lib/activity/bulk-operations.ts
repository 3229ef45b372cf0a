import { z } from 'zod'
import { isId } from '@/lib/base/id'
import type { Logged } from './outcomes'

const BULK = /\/bulk\/*$/i

const sent = z.object({
  Operations: z.array(z.object({ method: z.string(), path: z.string().default(''), data: z.unknown() })),
})
const answered = z.object({
  Operations: z.array(
    z.object({
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
  return response.Operations.flatMap(({ status, location, response: error }, index) => {
    const operation = request.Operations[index]
    if (!operation) return []
    const id = location?.split('/').pop() ?? ''
    return {
      ...row,
      method: operation.method.toUpperCase(),
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
