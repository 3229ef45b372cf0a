import type { Metadata } from 'next'
import Link from 'next/link'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { visitor } from '@/lib/auth/browser-session'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { PROOF_MINUTES } from '@/lib/auth/session-claims'
import { getCompanySettings } from '@/lib/tenancy/company-settings'
import { PROVEN_ACTS, type ProvenAct } from '@/lib/tenancy/permissions'
import { ConsoleAddresses, SessionLimits } from './forms.client'

type Props = PageProps<'/c/[tenant]/company/settings/security'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'members.read')
  const t = await getTranslations()
  return { title: `${t('security.title')} · ${t('shell.companySettings')} · ${tenantName}` }
}

/** How members use the console of the company: everybody reads it, Owners decide. */
export default async function SecurityPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'members.read')
  const [settings, { address }, t] = await Promise.all([
    getCompanySettings(ctx),
    visitor(),
    getTranslations(),
  ])
  const refused = ctx.permissions.has('security.write') ? undefined : t('security.refused')
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('shell.company') },
        { label: t('shell.companySettings') },
        { label: t('security.title') },
      ]}
      title={t('security.title')}
      text={t('security.text')}
    >
      <Card title={t('security.sessions.title')} description={t('security.sessions.text')}>
        <SessionLimits
          tenant={tenant}
          refused={refused}
          idleMinutes={settings.sessionIdleMinutes}
          hours={settings.sessionHours}
        />
      </Card>
      <Card
        title={t('security.addresses.title')}
        description={t.rich('security.addresses.text', {
          scim: (words) => (
            <Link
              prefetch={false}
              href={routes.scimSettings(tenant)}
              className="rounded-tag text-accent-text underline"
            >
              {words}
            </Link>
          ),
        })}
      >
        <ConsoleAddresses
          tenant={tenant}
          refused={refused}
          allowed={settings.consoleAddresses}
          address={address}
        />
      </Card>
      <Card
        title={t('stepUp.policy.title')}
        description={t('stepUp.policy.text', { minutes: PROOF_MINUTES })}
      >
        <ul className="grid list-disc gap-x-8 gap-y-1 ps-5 text-body text-fg-2 sm:grid-cols-2">
          {(Object.keys(PROVEN_ACTS) as ProvenAct[]).map((act) => (
            <li key={act}>{t(`stepUp.acts.${act}`)}</li>
          ))}
        </ul>
      </Card>
    </Page>
  )
}
