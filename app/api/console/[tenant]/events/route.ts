import { memberContext } from '@/lib/auth/session'
import { streamTopics } from '@/lib/live/stream'
import { refusal, toFailure } from '../answer'

/** What changes in the company, by name of topic, for as long as the browser listens and may. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ tenant: string }> },
): Promise<Response> {
  const { tenant } = await params
  try {
    const member = await memberContext(tenant)
    if (!member.ok) return refusal(member.reason)
    const mayStay = async () => (await memberContext(tenant)).ok
    const drawn = Number(new URL(request.url).searchParams.get('since'))
    const since = Number.isSafeInteger(drawn) ? drawn : 0
    return new Response(streamTopics(member.ctx, { signal: request.signal, mayStay, since }), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // Compression would hold notices back until enough of them have come together.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    return toFailure(error)
  }
}
