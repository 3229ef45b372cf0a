import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/auth/language'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import { listDeleted } from '@/lib/integrations/bring-back'
import { expiringTokens } from '@/lib/integrations/expiring'
import { listIntegrations } from '@/lib/integrations/integrations'
import { listTokens } from '@/lib/integrations/tokens'
import { DeletedIntegrations } from './deleted'
import { IntegrationTable } from './integration-table'
import { Reminders } from './reminders'
import { TokenCheck } from './token-check.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'integrations.read')
  const t = await getTranslations()
  return { title: t('scimSettings.pageTitle', { company: tenantName }) }
}

export default async function ScimSettingsPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'integrations.read')
  const mayBringBack = ctx.permissions.has('integrations.delete')
  const [t, integrations, tokens, expiring, baseUrl, deleted] = await Promise.all([
    getTranslations(),
    listIntegrations(ctx),
    listTokens(ctx),
    expiringTokens(ctx),
    scimBaseUrl(tenant),
    mayBringBack ? listDeleted(ctx) : [],
  ])
  const newLink = (
    <ButtonLink
      href={routes.newIntegration(tenant)}
      variant="primary"
      reason={ctx.permissions.has('integrations.write') ? undefined : t('scimSettings.onlyAdmins')}
    >
      {t('scimSettings.new')}
    </ButtonLink>
  )
  return (
    <Page
      breadcrumb={[
        { label: t('scimSettings.company') },
        { label: t('scimSettings.companySettings') },
        { label: t('scimSettings.title') },
      ]}
      title={t('scimSettings.title')}
      text={t('scimSettings.text')}
      actions={integrations.length > 0 && newLink}
    >
      <Reminders tenant={tenant} tokens={expiring} />
      <Card flush>
        {integrations.length > 0 ? (
          <IntegrationTable
            tenant={tenant}
            integrations={integrations}
            menu={{ tokens, baseUrl, permissions: ctx.permissions }}
          />
        ) : (
          <NoIntegrations t={t}>
            <span className="flex flex-wrap justify-center gap-2">
              {newLink}
              <ButtonLink href={routes.guide(tenant)}>{t('overview.first.see')}</ButtonLink>
            </span>
          </NoIntegrations>
        )}
      </Card>
      <DeletedIntegrations tenant={tenant} deleted={deleted} />
      <div id="token-check" className="scroll-mt-16">
        <TokenCheck tenant={tenant} company={ctx.tenantName} />
      </div>
      <Card
        title={t('scimSettings.entitlements.title')}
        description={t('scimSettings.entitlements.text')}
        actions={
          <ButtonLink href={routes.entitlements(tenant)}>{t('scimSettings.entitlements.open')}</ButtonLink>
        }
      />
    </Page>
  )
}

function NoIntegrations({
  t,
  children,
}: {
  t: Awaited<ReturnType<typeof getTranslations>>
  children: ReactNode
}) {
  return (
    <EmptyState title={t('scimSettings.empty.title')} action={children}>
      <Disclosure summary={t('scimSettings.empty.before')} className="mt-2 text-start">
        <ul className="list-disc ps-4">
          <li>{t('scimSettings.empty.rights')}</li>
          <li>{t('scimSettings.empty.minutes')}</li>
          <li>{t('scimSettings.empty.person')}</li>
          <li>{t('scimSettings.empty.groups')}</li>
        </ul>
      </Disclosure>
    </EmptyState>
  )
}
