import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** Options are made at each request: the secret belongs to the running server, not to the build. */
function answer(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(authOptions())(request, context)
}

export { answer as GET, answer as POST }
