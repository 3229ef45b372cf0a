import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/auth/language'
import type { DirectoryState } from '@/lib/directory/target'

/** Why nobody is here, and what to do about it. */
export async function NobodyYet({ tenant, state }: { tenant: string; state: DirectoryState }) {
  if (state.integrations === 0) return <ConnectFirst tenant={tenant} what="people" />
  const t = await getTranslations()
  return (
    <EmptyState
      title={t('users.nobody.title')}
      action={<ButtonLink href={connectionHref(tenant, state)}>{t('users.nobody.check')}</ButtonLink>}
    >
      {t.rich('users.nobody.text', { b: (words) => <strong className="font-medium">{words}</strong> })}
    </EmptyState>
  )
}

/** Nothing is connected that could send anything. */
export async function ConnectFirst({ tenant, what }: { tenant: string; what: 'people' | 'groups' }) {
  const t = await getTranslations()
  return (
    <EmptyState
      title={t('users.nobody.connectTitle')}
      action={
        <ButtonLink variant="primary" href={routes.scimSettings(tenant)}>
          {t('users.nobody.connect')}
        </ButtonLink>
      }
    >
      {t(`users.nobody.${what}`)}
    </EmptyState>
  )
}

/** The integration itself when there is only one, else the list of them. */
function connectionHref(tenant: string, { soleIntegrationId }: DirectoryState) {
  return soleIntegrationId
    ? routes.integrationTab(tenant, soleIntegrationId, 'connect')
    : routes.scimSettings(tenant)
}
