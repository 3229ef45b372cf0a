import Link from 'next/link'
import { routes } from '@/components/routes'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { ManagedBy } from '@/lib/directory/search'

/** Who manages somebody or something, and since when nothing has changed. `at` is an ISO instant. */
export function ManagedByLine({
  tenant,
  integration,
  at,
  verb,
}: {
  tenant: string
  integration: ManagedBy
  at: string
  verb: 'Last synced' | 'Last change'
}) {
  return (
    <>
      <span>
        {integration ? (
          <>
            Managed by{' '}
            <Link
              href={routes.integration(tenant, integration.id)}
              className="rounded-tag text-accent-text hover:underline"
            >
              {integration.name}
            </Link>
          </>
        ) : (
          'Managed by nobody'
        )}
      </span>
      <span>
        {verb} <RelativeTime at={at} />
      </span>
    </>
  )
}
