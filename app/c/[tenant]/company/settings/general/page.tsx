import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-field.client'
import { getRetention } from '@/lib/activity/retention'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { getDirectoryState } from '@/lib/directory/target'
import { getCompanySettings } from '@/lib/tenancy/company-settings'
import { listMembers } from '@/lib/tenancy/members'
import { DeleteCompany } from './deletion.client'
import { AuditRetention, CompanyName, Masking, RequestRetention } from './forms.client'

type Props = PageProps<'/c/[tenant]/company/settings/general'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'members.read')
  const t = await getTranslations()
  return { title: `${t('companySettings.title')} · ${t('shell.companySettings')} · ${tenantName}` }
}

/** What the company is called and how long its records are kept. */
export default async function GeneralPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'members.read')
  const [settings, days, state, members, t] = await Promise.all([
    getCompanySettings(ctx),
    getRetention(ctx),
    getDirectoryState(ctx),
    listMembers(ctx),
    getTranslations(),
  ])
  const { users, groups, integrations } = state
  const mayWrite = ctx.permissions.has('company.write')
  const refused = mayWrite ? undefined : t('companySettings.refused.name')
  const ownersOnly = (permission: 'audit.write' | 'privacy.write') =>
    ctx.permissions.has(permission) ? undefined : t('companySettings.refused.audit')
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('shell.company') },
        { label: t('shell.companySettings') },
        { label: t('companySettings.title') },
      ]}
      title={t('companySettings.title')}
      text={t('companySettings.text')}
    >
      <Card title={t('companySettings.name.title')}>
        <div className="flex flex-col gap-6">
          <CompanyName tenant={tenant} name={settings.name} refused={refused} />
          <div>
            <p className="font-medium text-body">{t('companySettings.slug.label')}</p>
            <CopyText label={t('companySettings.slug.label')} value={settings.slug} />
            <p className="mt-1 text-fg-3 text-meta">{t('companySettings.slug.text')}</p>
          </div>
        </div>
      </Card>
      <Card title={t('companySettings.requests.title')} description={t('companySettings.requests.text')}>
        <RequestRetention tenant={tenant} days={days} refused={refused} />
      </Card>
      <Card title={t('companySettings.audit.title')} description={t('companySettings.audit.text')}>
        <AuditRetention tenant={tenant} days={settings.auditKeepDays} refused={ownersOnly('audit.write')} />
      </Card>
      <Card title={t('companySettings.masking.title')}>
        <Masking tenant={tenant} masked={settings.masksForAuditors} refused={ownersOnly('privacy.write')} />
      </Card>
      <Card
        title={t('companySettings.deletion.title')}
        description={t('companySettings.deletion.text', { company: settings.name })}
      >
        <DeleteCompany
          tenant={tenant}
          name={settings.name}
          going={{ users, groups, integrations, members: members.length }}
          refused={ctx.permissions.has('company.delete') ? undefined : t('companySettings.refused.deletion')}
        />
      </Card>
    </Page>
  )
}
