/**
 * What a page of the console may load. With a nonce only scripts that carry it run; without one (Next alone,
 * with no server of ours in front) inline scripts have to be allowed, because Next writes some.
 *
 * @param {{ nonce?: string, development: boolean }} options
 * @returns {string}
 */
export function contentPolicy({ nonce, development }) {
  const scripts = nonce ? `'nonce-${nonce}' 'strict-dynamic'` : "'unsafe-inline'"
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}${development ? " 'unsafe-eval'" : ''}`,
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
}
