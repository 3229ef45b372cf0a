import type { Metadata } from 'next'
import { progressOf } from '@/app/connect-guide/progress'
import { providerName } from '@/app/connect-guide/shape'
import { Steps } from '@/app/connect-guide/steps'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import { PROVIDERS, type Provider } from '@/lib/integrations/choices'
import { type Flavour, guideOf, guidesOf } from '@/lib/integrations/guides'
import { GuideChoice } from '../[integration]/connect/choice.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/guide'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ tenant }, { provider }, t] = await Promise.all([params, searchParams, getTranslations()])
  const { tenantName } = await requireMember(tenant, 'integrations.read')
  const title = t('scimSettings.guide.title', { provider: providerName(t, readProvider(provider)) })
  return { title: `${title} · ${tenantName}` }
}

/** Any guide, before there is an integration: what will have to be done at the provider, by whom, with what. */
export default async function GuidePage({ params, searchParams }: Props) {
  const [{ tenant }, search, t] = await Promise.all([params, searchParams, getTranslations()])
  const ctx = await requireMember(tenant, 'integrations.read')
  const baseUrl = await scimBaseUrl(tenant)
  const provider = readProvider(search.provider)
  const guide = guideOf(provider, String(search.app ?? ''))
  const title = t('scimSettings.guide.title', { provider: providerName(t, provider) })
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('scimSettings.company') },
        { label: t('scimSettings.companySettings') },
        { label: t('scimSettings.title'), href: routes.scimSettings(tenant) },
        { label: title },
      ]}
      title={title}
      text={t('scimSettings.guide.text')}
      actions={
        <ButtonLink
          variant="primary"
          href={routes.newIntegration(tenant)}
          reason={ctx.permissions.has('integrations.write') ? undefined : t('scimSettings.onlyAdmins')}
        >
          {t('scimSettings.new')}
        </ButtonLink>
      }
    >
      <Card>
        <div className="flex flex-col gap-5">
          <GuideChoice
            tenant={tenant}
            id=""
            path={routes.guide(tenant)}
            provider={provider}
            flavour={guide.flavour}
            flavours={guidesOf(provider).flatMap(({ flavour }): Flavour[] => (flavour ? [flavour] : []))}
            canWrite={false}
          />
          <p className="text-cell text-fg-2">{t(`guides.before.${provider}`)}</p>
          {guide.note && <Notice>{t(`guides.notes.${guide.note}`)}</Notice>}
          <Steps
            guide={guide}
            states={progressOf(guide, {}, { groupSync: true })}
            proofs={undefined}
            baseUrl={baseUrl}
            company={ctx.tenantName}
            audience={{ isNamed: false }}
          />
        </div>
      </Card>
    </Page>
  )
}

function readProvider(value: unknown): Provider {
  return typeof value === 'string' && Object.hasOwn(PROVIDERS, value) ? (value as Provider) : 'okta'
}
