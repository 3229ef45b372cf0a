import { isHealthy } from '@/lib/process/health'

export const dynamic = 'force-dynamic'

/** For balancers: 200 while the database answers, else 503. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  return (await isHealthy())
    ? Response.json({ status: 'ok' }, { headers })
    : Response.json({ status: 'unavailable' }, { status: 503, headers: { ...headers, 'retry-after': '5' } })
}
