import Link from 'next/link'
import { routes } from '@/components/routes'

/** The way to the request that brought something about. */
export function RequestLink({
  tenant,
  request,
  children,
}: {
  tenant: string
  request: { id: string; integrationId: string }
  children: string
}) {
  return (
    <Link
      prefetch={false}
      href={routes.request(tenant, request.integrationId, request.id)}
      className="rounded-tag text-accent-text underline underline-offset-2"
    >
      {children}
    </Link>
  )
}
