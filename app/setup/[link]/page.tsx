import type { Metadata } from 'next'
import { cache } from 'react'
import { progressOf } from '@/app/connect-guide/progress'
import { providerName, shapeOf } from '@/app/connect-guide/shape'
import { Steps } from '@/app/connect-guide/steps'
import { Wrong } from '@/app/connect-guide/wrong'
import { CentredPage } from '@/components/shell/centred-page'
import { Logo } from '@/components/shell/logo'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { visitSetupLink } from '@/lib/auth/front-door'
import { getTranslations } from '@/lib/auth/language'
import { scimBaseUrl } from '@/lib/auth/session'
import { guideOf } from '@/lib/integrations/guides'
import { proofsOf } from '@/lib/integrations/proof'
import { wrongCallOf } from '@/lib/integrations/wrong-call'
import { Refresher } from './refresher.client'
import { Reveal } from './reveal.client'

type Props = PageProps<'/setup/[link]'>

export const dynamic = 'force-dynamic'

const load = cache((link: string) => visitSetupLink(decodeURIComponent(link)))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [visit, t] = await Promise.all([load((await params).link), getTranslations()])
  const title = visit
    ? t('connect.visit.pageTitle', { integration: visit.integration.name, company: visit.ctx.tenantName })
    : t('connect.visit.overTitle')
  return { title, referrer: 'no-referrer', robots: { index: false, follow: false } }
}

/** For an outside administrator without an account: one guide, two values, and ticks that name nobody. */
export default async function SetupLinkPage({ params }: Props) {
  const { link } = await params
  const [visit, t] = await Promise.all([load(link), getTranslations()])
  if (!visit) {
    return <CentredPage title={t('connect.visit.overTitle')} text={t('connect.visit.overText')} />
  }
  const { ctx, integration } = visit
  const { provider, groupSync } = integration
  const guide = guideOf(provider, integration.guide.flavour)
  const [baseUrl, proofs, wrong] = await Promise.all([
    scimBaseUrl(ctx.tenantSlug),
    proofsOf(ctx, integration, providerName(t, provider, 'start')),
    wrongCallOf(ctx, integration),
  ])
  const states = progressOf(guide, proofs, { done: integration.guide.done, groupSync })
  const inviter = visit.link.createdBy
  const refusal = {
    used: t('connect.visit.shown', { inviter }),
    locked: t('connect.visit.lockedText', { inviter }),
  }
  const isComplete = states.every(({ isDone }) => isDone)
  return (
    <main id="content" className="mx-auto flex w-full max-w-[1200px] flex-col gap-6 px-4 py-8 md:px-6">
      <Refresher />
      <header className="flex flex-col gap-4">
        <Logo />
        <div>
          <h1 className="text-title [overflow-wrap:anywhere]">
            {t('connect.visit.title', { provider: providerName(t, provider), company: ctx.tenantName })}
          </h1>
          <p className="mt-1 max-w-[72ch] text-body text-fg-2 [overflow-wrap:anywhere]">
            {t('connect.visit.text', { inviter, integration: integration.name })}{' '}
            {t('connect.visit.until', { day: visit.link.expiresAt })}
          </p>
        </div>
      </header>
      <div className="grid gap-6 min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
        <div className="flex min-w-0 flex-col gap-5 min-[1100px]:sticky min-[1100px]:top-6 min-[1100px]:order-last min-[1100px]:self-start">
          {wrong && <Wrong call={wrong} />}
          <Reveal
            link={decodeURIComponent(link)}
            shape={shapeOf(t, provider, guide, baseUrl)}
            inviter={inviter}
            refusal={refusal[visit.link.state as keyof typeof refusal]}
          />
        </div>
        <Card
          title={t('connect.heading', { provider: providerName(t, provider) })}
          description={t('connect.progress', {
            done: states.filter(({ isDone }) => isDone).length,
            all: states.length,
          })}
          className="self-start"
        >
          <div className="flex flex-col gap-5">
            {isComplete ? (
              <Notice tone="ok">{t('connect.complete')}</Notice>
            ) : (
              <p className="text-cell text-fg-2">{t(`guides.before.${provider}`)}</p>
            )}
            {guide.note && <Notice>{t(`guides.notes.${guide.note}`)}</Notice>}
            <Steps
              guide={guide}
              states={states}
              proofs={proofs}
              baseUrl={baseUrl}
              company={ctx.tenantName}
              audience={{ isNamed: false }}
            />
          </div>
        </Card>
      </div>
    </main>
  )
}
