import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { TabLinks } from '@/components/ui/tab-links.client'
import { UtcTime } from '@/components/ui/utc-time'
import { getTranslations } from '@/lib/auth/language'
import { memberWith } from '@/lib/auth/session'
import type { Ctx } from '@/lib/tenancy/context'

const TABS = ['evidence', 'movements', 'configuration'] as const
type Tab = (typeof TABS)[number]

export async function titleOf(params: Promise<{ tenant: string }>, tab: Tab): Promise<Metadata> {
  const { tenantName } = await memberWith((await params).tenant, 'audit.read')
  const t = await getTranslations()
  const part = tab === 'evidence' ? [] : [t(`evidence.tabs.${tab}`)]
  return { title: [...part, t('evidence.title'), tenantName].join(' · ') }
}

/** The head of the pages for auditors; to who may not read them it says who can. */
export async function EvidenceFrame({
  ctx,
  current,
  actions,
  children,
}: {
  ctx: Ctx
  current: Tab
  actions?: ReactNode
  children: ReactNode
}) {
  const t = await getTranslations()
  const tenant = ctx.tenantSlug
  const mayRead = ctx.permissions.has('audit.read')
  return (
    <Page
      breadcrumb={[
        { label: t('shell.company') },
        { label: t('evidence.title'), ...(current !== 'evidence' && { href: routes.evidence(tenant) }) },
        ...(current === 'evidence' ? [] : [{ label: t(`evidence.tabs.${current}`) }]),
      ]}
      title={t('evidence.title')}
      text={t('evidence.text')}
      {...(mayRead && {
        actions,
        tabs: (
          <TabLinks
            label={t('evidence.title')}
            tabs={TABS.map((tab) => ({
              href: routes[tab](tenant),
              label: t(`evidence.tabs.${tab}`),
              current: tab === current,
            }))}
          />
        ),
      })}
    >
      {mayRead && current !== 'configuration' && (
        <p className="hidden font-medium text-body print:block">
          {t('evidence.configuration.asOf', { company: ctx.tenantName, actor: ctx.actor.name })}{' '}
          <UtcTime at={new Date().toISOString()} />
        </p>
      )}
      {mayRead ? (
        children
      ) : (
        <Card>
          <EmptyState
            title={t('evidence.refused.title')}
            action={<ButtonLink href={routes.overview(tenant)}>{t('audit.toOverview')}</ButtonLink>}
          >
            {t('evidence.refused.text', { company: ctx.tenantName })}
          </EmptyState>
        </Card>
      )}
    </Page>
  )
}
