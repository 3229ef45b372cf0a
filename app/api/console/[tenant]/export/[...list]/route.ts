import { memberContext } from '@/lib/auth/session'
import { exportInput } from '@/lib/export/input'
import { exportOrQueue } from '@/lib/export/jobs'
import { workOffTasks } from '@/lib/tasks/work'
import { json, refusal, toFailure } from '../../answer'
import { asDownload } from '../../download'

/**
 * A list as a file: the name of the export → the context of the session → a stream. What is too long to be waited for
 * is a 202, and made behind it.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ tenant: string; list: string[] }> },
): Promise<Response> {
  const { tenant, list } = await params
  try {
    const member = await memberContext(tenant)
    if (!member.ok) return refusal(member.reason)
    const asked = new URL(request.url).searchParams
    const { format } = exportInput.parse(Object.fromEntries(asked))
    asked.delete('format')
    const made = await exportOrQueue(member.ctx, list.join('/'), { format, search: asked.toString() })
    if (!('job' in made)) return asDownload(made)
    void workOffTasks(member.ctx.db)
    return json({ job: made.job }, 202)
  } catch (error) {
    return toFailure(error)
  }
}
