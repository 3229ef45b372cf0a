import { headers } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import { encode, type JWTEncodeParams } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { database } from '@/db/database'
import { callerAddress } from '@/lib/base/address'
import { env } from '@/lib/base/env'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { log } from '@/lib/base/log'
import { signInInput } from './input'
import { ABSOLUTE_SECONDS, IDLE_SECONDS, readClaims, type SessionClaims } from './session-claims'
import { beginSession, signOut } from './sessions'
import { signIn } from './sign-in'

/**
 * next-auth's options. Made anew at each use, because the secret comes from the environment of the running
 * server and not of the build.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: IDLE_SECONDS },
    jwt: { encode: encodeSession },
    cookies: sessionCookies(),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const input = signInInput.safeParse(credentials)
          if (!input.success) return null
          try {
            return await signIn(database(), input.data, visitorOf(request.headers ?? {}))
          } catch (error) {
            if (error instanceof AppError) return null
            throw error
          }
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) =>
        user ? beginSession(database(), user.id, visitorOf(Object.fromEntries(await headers()))) : token,
      session: ({ session, token }) => ({
        personId: token.sub,
        sessionId: token.sessionId,
        startedAt: token.startedAt,
        expires: session.expires,
      }),
      redirect: ({ url, baseUrl }) => (new URL(url, baseUrl).origin === baseUrl ? url : baseUrl),
    },
    events: {
      async signOut({ token }) {
        const session = readClaims(token)
        if (session) await signOut(database(), session)
      },
    },
    logger: {
      // A session that has ended is no failure.
      error: (code, metadata) =>
        log()[code === 'JWT_SESSION_ERROR' ? 'debug' : 'error'](
          { code, reason: reasonOf(metadata) },
          'sign-in',
        ),
      warn: (code) => log().debug({ code }, 'sign-in'),
      debug: () => {},
    },
  }
}

/** The key that sessions are sealed with. server.ts makes one where none is set. */
export function authSecret(): string {
  const secret = env().NEXTAUTH_SECRET
  if (!secret) {
    throw new AppError('unavailable', { key: 'errors.noSecret' })
  }
  return secret
}

/** Seals a session. However often it is renewed, it ends twelve hours after it began. */
export function encodeSession(params: JWTEncodeParams): Promise<string> {
  const { startedAt } = (params.token ?? {}) as Partial<SessionClaims>
  const left = ABSOLUTE_SECONDS - Math.floor((Date.now() - (startedAt ?? 0)) / 1_000)
  return encode({ ...params, maxAge: Math.min(params.maxAge ?? IDLE_SECONDS, left) })
}

/** The name and attributes of the cookies. Over https they are bound to this very host. */
export function sessionCookies() {
  const secure = env().ROLLCALL_ORIGIN?.startsWith('https:') ?? false
  const cookie = (name: string) => ({
    name: `${secure ? '__Host-' : ''}rollcall.${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  })
  return {
    sessionToken: cookie('session'),
    csrfToken: cookie('csrf'),
    callbackUrl: cookie('callback'),
  }
}

/** Where a request comes from. */
export function visitorOf(headers: Readonly<Record<string, string | undefined>>) {
  const address = callerAddress(headers['x-forwarded-for'], undefined)
  const userAgent = headers['user-agent']?.slice(0, 400)
  const requestId = headers['x-rollcall-request']
  return {
    ...(address && { address }),
    ...(userAgent && { userAgent }),
    ...(requestId && isId(requestId) && { requestId }),
  }
}

function reasonOf(metadata: unknown): string {
  const { error, message } = (metadata ?? {}) as { error?: Error; message?: string }
  return error?.message ?? message ?? ''
}
