import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { requireMember } from '@/lib/auth/session'
import { listIntegrations } from '@/lib/integrations/integrations'
import { IntegrationTable } from './integration-table'

type Props = PageProps<'/c/[tenant]/company/settings/scim'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'integrations.read')
  return { title: `SCIM Settings · Company Settings · ${tenantName}` }
}

export default async function ScimSettingsPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'integrations.read')
  const integrations = await listIntegrations(ctx)
  const newLink = (
    <ButtonLink
      href={routes.newIntegration(tenant)}
      variant="primary"
      reason={
        ctx.permissions.has('integrations.write')
          ? undefined
          : 'Only Owners and Admins can add an integration.'
      }
    >
      + NEW
    </ButtonLink>
  )
  return (
    <Page
      breadcrumb={[{ label: 'Company' }, { label: 'Company Settings' }, { label: 'SCIM Settings' }]}
      title="SCIM Settings"
      text="Connect Okta, Entra ID or another identity provider so people and groups stay up to date automatically."
      actions={integrations.length > 0 && newLink}
    >
      <Card flush>
        {integrations.length > 0 ? (
          <IntegrationTable tenant={tenant} integrations={integrations} />
        ) : (
          <NoIntegrations>{newLink}</NoIntegrations>
        )}
      </Card>
      <Card
        title="Roles and entitlements"
        description="What your application offers identity providers to hand out; Okta discovers it."
        actions={<ButtonLink href={routes.entitlements(tenant)}>Open list</ButtonLink>}
      />
    </Page>
  )
}

function NoIntegrations({ children }: { children: ReactNode }) {
  return (
    <EmptyState title="No integrations yet" action={children}>
      <Disclosure summary="What you need before you start" className="mt-2 text-left">
        <ul className="list-disc pl-4">
          <li>an administrator’s rights in your identity provider</li>
          <li>ten minutes</li>
          <li>a test person</li>
          <li>two groups: one to assign the app, one to push</li>
        </ul>
      </Disclosure>
    </EmptyState>
  )
}
