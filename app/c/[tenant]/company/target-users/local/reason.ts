import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { ManagedBy } from '@/lib/directory/search'

/** Why the reader cannot change something here: it is managed elsewhere, or their role may not. */
export async function reasonOf(tenant: string, integration: ManagedBy = null): Promise<string | undefined> {
  const [t, ctx] = [await getTranslations(), await requireMember(tenant, 'directory.read')]
  if (integration) return t('local.managed', { integration: integration.name })
  return ctx.permissions.has('directory.write') ? undefined : t('local.only')
}
