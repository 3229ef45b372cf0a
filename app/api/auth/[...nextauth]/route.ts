import NextAuth from 'next-auth'
import { keepActive } from '@/lib/auth/browser-session'
import { authOptions } from '@/lib/auth/options'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** Options are made at each request: the secret belongs to the running server, not to the build. */
function answer(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(authOptions())(request, context)
}

/**
 * A page asks for the session when its person has done something, and so renews it. One that is over by the end, or
 * has gone on under another token meanwhile, is not set again in that one's place.
 */
async function answerOrRenew(request: Request, context: RouteContext): Promise<Response> {
  const answered = await answer(request, context)
  if ((await context.params).nextauth.join('/') !== 'session' || (await keepActive())) return answered
  return Response.json({}, { headers: { 'cache-control': 'no-store' } })
}

export { answer as POST, answerOrRenew as GET }
