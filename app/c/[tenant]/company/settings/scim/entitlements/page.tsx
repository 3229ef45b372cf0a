import type { Metadata } from 'next'
import { routes, withSearch } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { requireMember } from '@/lib/auth/session'
import { listEntitlements, PAGE_SIZE } from '@/lib/entitlements/entitlements'
import { AddEntitlement } from './add.client'
import { EntitlementTable } from './table'

type Props = PageProps<'/c/[tenant]/company/settings/scim/entitlements'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'integrations.read')
  return { title: `Roles and entitlements · SCIM Settings · ${tenantName}` }
}

export default async function EntitlementsPage({ params, searchParams }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'integrations.read')
  const page = pageOf((await searchParams).page)
  const { total, rows } = await listEntitlements(ctx, page)
  const refusal = ctx.permissions.has('integrations.write')
    ? undefined
    : 'Only Owners and Admins can change what is offered.'
  return (
    <Page
      breadcrumb={[
        { label: 'Company' },
        { label: 'Company Settings' },
        { label: 'SCIM Settings', href: routes.scimSettings(tenant) },
        { label: 'Roles and entitlements' },
      ]}
      title="Roles and entitlements"
      text="What your application offers identity providers to hand out. Okta finds it here when an app is “SCIM with entitlements”, and people arrive with what they were given."
      actions={<AddEntitlement tenant={tenant} refusal={refusal} />}
    >
      {refusal && <Notice>{refusal}</Notice>}
      <div>
        <Card flush>
          {rows.length > 0 ? (
            <EntitlementTable tenant={tenant} entries={rows} refusal={refusal} />
          ) : (
            <EmptyState title={total > 0 ? 'Nothing on this page' : 'Nothing is offered yet'}>
              {total > 0
                ? 'Entries were removed meanwhile.'
                : 'While the list is empty, identity providers are not told of roles and entitlements at all.'}
            </EmptyState>
          )}
        </Card>
        <Pagination
          page={page}
          pageSize={PAGE_SIZE}
          total={total}
          href={(to) => withSearch(routes.entitlements(tenant), { page: to })}
        />
      </div>
    </Page>
  )
}

/** Wrong pages fall to the first. */
function pageOf(text: string | string[] | undefined): number {
  const page = Number(text)
  return Number.isInteger(page) && page >= 1 && page <= 1_000 ? page : 1
}
