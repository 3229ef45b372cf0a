import { memberContext, scimBaseUrl } from '@/lib/auth/session'
import { json, refusal, toFailure } from '../answer'
import { readOf } from './reads'

/** The one JSON door: the name of a read → the context of the session → the verb that its page calls. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ tenant: string; read: string[] }> },
): Promise<Response> {
  const { tenant, read } = await params
  try {
    const member = await memberContext(tenant)
    if (!member.ok) return refusal(member.reason)
    const found = readOf(read)
    if (!found) return refusal('not-found')
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const baseUrl = await scimBaseUrl(tenant)
    return json(await found.answer(member.ctx, { id: found.id, search, baseUrl }))
  } catch (error) {
    return toFailure(error)
  }
}
