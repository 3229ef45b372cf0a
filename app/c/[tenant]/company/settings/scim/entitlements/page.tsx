import type { Metadata } from 'next'
import { routes, withSearch } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { listEntitlements, PAGE_SIZE } from '@/lib/entitlements/entitlements'
import { AddEntitlement } from './add.client'
import { EntitlementTable } from './table'

type Props = PageProps<'/c/[tenant]/company/settings/scim/entitlements'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'integrations.read')
  const t = await getTranslations()
  return { title: t('entitlements.pageTitle', { company: tenantName }) }
}

export default async function EntitlementsPage({ params, searchParams }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'integrations.read')
  const t = await getTranslations()
  const page = pageOf((await searchParams).page)
  const { total, rows } = await listEntitlements(ctx, page)
  const refusal = ctx.permissions.has('integrations.write') ? undefined : t('entitlements.onlyAdmins')
  return (
    <Page
      breadcrumb={[
        { label: t('shell.company') },
        { label: t('shell.companySettings') },
        { label: t('shell.scimSettings'), href: routes.scimSettings(tenant) },
        { label: t('entitlements.title') },
      ]}
      title={t('entitlements.title')}
      text={t('entitlements.text')}
      actions={<AddEntitlement tenant={tenant} refusal={refusal} />}
    >
      {refusal && <Notice>{refusal}</Notice>}
      <div>
        <Card flush>
          {rows.length > 0 ? (
            <EntitlementTable tenant={tenant} entries={rows} refusal={refusal} />
          ) : (
            <EmptyState title={t(total > 0 ? 'entitlements.pastEnd' : 'entitlements.empty')}>
              {t(total > 0 ? 'entitlements.pastEndText' : 'entitlements.emptyText')}
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
