import type { Metadata } from 'next'
import { Suspense } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { newId } from '@/lib/base/id'
import { USUAL_PATHS } from '@/lib/mapping/mapping'
import { Wizard } from './wizard.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/new'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'integrations.read')
  const t = await getTranslations()
  return { title: t('scimSettings.newPageTitle', { company: tenantName }) }
}

export default async function NewIntegrationPage({ params }: Props) {
  const { tenant } = await params
  const [ctx, t] = await Promise.all([requireMember(tenant, 'integrations.read'), getTranslations()])
  const allowed = ctx.permissions.has('integrations.write') && ctx.permissions.has('tokens.write')
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('scimSettings.company') },
        { label: t('scimSettings.companySettings') },
        { label: t('scimSettings.title'), href: routes.scimSettings(tenant) },
        { label: t('scimSettings.newTitle') },
      ]}
      title={t('scimSettings.newTitle')}
    >
      {allowed ? (
        <Suspense>
          <Wizard
            tenant={tenant}
            person={ctx.actor.kind === 'person' ? ctx.actor.personId : ''}
            freshId={newId()}
            usualPaths={USUAL_PATHS}
          />
        </Suspense>
      ) : (
        <Notice
          tone="warn"
          title={t('scimSettings.onlyAdmins')}
          actions={<ButtonLink href={routes.scimSettings(tenant)}>{t('scimSettings.back')}</ButtonLink>}
        >
          {t('scimSettings.askThem')}
        </Notice>
      )}
    </Page>
  )
}
