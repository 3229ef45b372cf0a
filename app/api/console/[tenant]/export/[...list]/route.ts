import { memberContext } from '@/lib/auth/session'
import { exportInput } from '@/lib/export/input'
import { refusal, toFailure } from '../../answer'
import { exportOf } from './exports'

/** A list as a file: the name of the export → the context of the session → a stream. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ tenant: string; list: string[] }> },
): Promise<Response> {
  const { tenant, list } = await params
  try {
    const member = await memberContext(tenant)
    if (!member.ok) return refusal(member.reason)
    const { answer, id } = exportOf(list)
    const asked = new URL(request.url).searchParams
    const { format } = exportInput.parse(Object.fromEntries(asked))
    asked.delete('format')
    const search = Object.fromEntries(asked)
    const file = await answer(member.ctx, { id, format, search, query: asked.toString() })
    return new Response(file.body, {
      headers: {
        'content-type': file.mediaType,
        'content-disposition': `attachment; filename="${file.name}"`,
        'cache-control': 'no-store, no-transform',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return toFailure(error)
  }
}
