import { memberContext } from '@/lib/auth/session'
import { readExport } from '@/lib/export/jobs'
import { refusal, toFailure } from '../../answer'
import { asDownload } from '../../download'

/** A file that was made in the background, for who asked for it. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ tenant: string; job: string }> },
): Promise<Response> {
  const { tenant, job } = await params
  try {
    const member = await memberContext(tenant)
    if (!member.ok) return refusal(member.reason)
    return asDownload(await readExport(member.ctx, job))
  } catch (error) {
    return toFailure(error)
  }
}
