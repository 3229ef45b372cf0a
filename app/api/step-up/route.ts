import { proveMyself } from '@/lib/auth/front-door'
import { stepUpInput } from '@/lib/auth/input'
import { getWords } from '@/lib/auth/language'
import { json, toFailure } from '../console/[tenant]/answer'

/** More than any password takes. */
const MOST_BYTES = 4_096

/**
 * Who is signed in proves with their password that it is them; the answer sets the cookie of the renewed session. No
 * server action, because one may be waiting for it. JSON alone is read, which no form of another site can send.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const input = stepUpInput.safeParse(await read(request))
    if (!input.success) return json({ error: (await getWords())({ key: 'stepUp.missing' }) }, 400)
    await proveMyself(input.data.password)
    return json({})
  } catch (error) {
    return toFailure(error)
  }
}

async function read({ headers, body }: Request): Promise<unknown> {
  if (!body || !headers.get('content-type')?.startsWith('application/json')) return undefined
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body) {
    bytes += part.length
    if (bytes > MOST_BYTES) return undefined
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString())
  } catch {
    return undefined
  }
}
