import Link from 'next/link'
import { routes } from '@/components/routes'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations } from '@/lib/auth/language'
import type { ManagedBy } from '@/lib/directory/search'

/** Who manages somebody or something, and since when nothing has changed. `at` is an ISO instant. */
export async function ManagedByLine({
  tenant,
  integration,
  at,
  verb,
}: {
  tenant: string
  integration: ManagedBy
  at: string
  verb: 'lastSynced' | 'lastChange'
}) {
  const t = await getTranslations()
  return (
    <>
      <span>
        {integration
          ? t.rich('users.person.managedBy', {
              name: () => (
                <Link
                  prefetch={false}
                  href={routes.integration(tenant, integration.id)}
                  className="rounded-tag text-accent-text hover:underline"
                >
                  {integration.name}
                </Link>
              ),
            })
          : t('users.person.managedByNobody')}
      </span>
      <span>{t.rich(`users.person.${verb}`, { at: () => <RelativeTime at={at} /> })}</span>
    </>
  )
}
