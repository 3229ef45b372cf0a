import type { Metadata } from 'next'
import { Suspense } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { requireMember } from '@/lib/auth/session'
import { Wizard } from './wizard.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/new'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'integrations.read')
  return { title: `New integration · SCIM Settings · ${tenantName}` }
}

export default async function NewIntegrationPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'integrations.read')
  const allowed = ctx.permissions.has('integrations.write') && ctx.permissions.has('tokens.write')
  return (
    <Page
      narrow
      breadcrumb={[
        { label: 'Company' },
        { label: 'Company Settings' },
        { label: 'SCIM Settings', href: routes.scimSettings(tenant) },
        { label: 'New integration' },
      ]}
      title="New integration"
    >
      {allowed ? (
        <Suspense>
          <Wizard tenant={tenant} />
        </Suspense>
      ) : (
        <Notice
          tone="warn"
          title="Only Owners and Admins can add an integration."
          actions={<ButtonLink href={routes.scimSettings(tenant)}>Back to SCIM Settings</ButtonLink>}
        >
          Ask one of them to do it, or to change your role.
        </Notice>
      )}
    </Page>
  )
}
