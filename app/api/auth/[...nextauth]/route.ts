import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { keepActive } from '@/lib/auth/session'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** Options are made at each request: the secret belongs to the running server, not to the build. */
function answer(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(authOptions())(request, context)
}

/** A page asks for the session when its person has done something, and so renews it. */
async function answerOrRenew(request: Request, context: RouteContext): Promise<Response> {
  if ((await context.params).nextauth.join('/') === 'session') await keepActive()
  return answer(request, context)
}

export { answer as POST, answerOrRenew as GET }
