import { guideAsText } from '@/app/connect-guide/as-text'
import { progressOf } from '@/app/connect-guide/progress'
import { providerName, shapeOf } from '@/app/connect-guide/shape'
import { Steps } from '@/app/connect-guide/steps'
import { Wrong } from '@/app/connect-guide/wrong'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { scimBaseUrl } from '@/lib/auth/session'
import { PROVIDERS, type Provider } from '@/lib/integrations/choices'
import { type Flavour, guideOf, guidesOf } from '@/lib/integrations/guides'
import { type Proof, proofsOf } from '@/lib/integrations/proof'
import { listSetupLinks } from '@/lib/integrations/setup-links'
import { listTokens } from '@/lib/integrations/tokens'
import { wrongCallOf } from '@/lib/integrations/wrong-call'
import { loadIntegration, titleOf } from '../load'
import { GuideChoice } from './choice.client'
import { CopyAll } from './copy-all.client'
import { SetupLinks } from './links'
import { MarkStep } from './mark.client'
import { MaskedTokens } from './masked'
import { Reveal } from './reveal.client'
import { SelfTestDialog } from './self-test.client'
import { TurnOnGroups } from './turn-on.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/connect'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'connect')

export default async function ConnectPage({ params, searchParams }: Props) {
  const [{ tenant, integration: id }, search, t] = await Promise.all([
    params,
    searchParams,
    getTranslations(),
  ])
  const { ctx, integration } = await loadIntegration(tenant, id)
  const canWrite = ctx.permissions.has('integrations.write')
  const provider = canWrite ? integration.provider : (readProvider(search.provider) ?? integration.provider)
  const flavour = canWrite ? integration.guide.flavour : (search.app ?? integration.guide.flavour)
  const guide = guideOf(provider, String(flavour))
  const name = providerName(t, provider)
  const [baseUrl, tokens, proofs, wrong, links] = await Promise.all([
    scimBaseUrl(tenant),
    listTokens(ctx, id),
    proofsOf(ctx, integration, providerName(t, provider, 'start')),
    wrongCallOf(ctx, integration),
    listSetupLinks(ctx, id),
  ])
  const states = progressOf(guide, proofs, {
    done: integration.guide.done,
    groupSync: integration.groupSync,
  })
  const done = states.filter(({ isDone }) => isDone).length
  const tokenRefusal = ctx.permissions.has('tokens.write') ? undefined : t('tokens.onlyAdmins')
  const text = guideAsText(
    t,
    guide,
    states.map(({ step }) => step),
    {
      provider: name,
      company: ctx.tenantName,
      integration: integration.name,
      baseUrl,
    },
  )
  const hrefOf = ({ userId, groupId }: Proof) => {
    if (userId) return routes.user(tenant, userId)
    return groupId ? routes.group(tenant, groupId) : undefined
  }
  return (
    <div className="grid gap-6 min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
      <div className="flex min-w-0 flex-col gap-5 min-[1100px]:order-last min-[1100px]:sticky min-[1100px]:top-18 min-[1100px]:self-start">
        {wrong && (
          <Wrong
            call={wrong}
            actions={
              wrong.remedy === 'group-sync' && canWrite ? (
                <TurnOnGroups tenant={tenant} id={id} />
              ) : wrong.remedy === 'tokens' ? (
                <ButtonLink size="sm" href={routes.integrationTab(tenant, id, 'tokens')}>
                  {t('connect.wrong.toTokens')}
                </ButtonLink>
              ) : wrong.remedy === 'settings' ? (
                <ButtonLink size="sm" href={routes.integrationTab(tenant, id, 'settings')}>
                  {t('connect.wrong.toRules')}
                </ButtonLink>
              ) : undefined
            }
          />
        )}
        <Reveal
          integrationId={id}
          shape={shapeOf(t, provider, guide, baseUrl)}
          masked={<MaskedTokens tenant={tenant} id={id} tokens={tokens} />}
        />
        <div className="flex flex-wrap gap-2">
          <CopyAll text={text} />
          <SelfTestDialog tenant={tenant} id={id} refusal={tokenRefusal} />
        </div>
        <SetupLinks
          tenant={tenant}
          id={id}
          links={links}
          refusal={tokenRefusal}
          isAsked={search.link === 'new'}
        />
      </div>
      <Card
        title={t('connect.heading', { provider: name })}
        description={t('connect.progress', { done, all: states.length })}
        className="self-start"
      >
        <div className="flex flex-col gap-5">
          <GuideChoice
            tenant={tenant}
            id={id}
            path={routes.integrationTab(tenant, id, 'connect')}
            provider={provider}
            flavour={guide.flavour}
            flavours={guidesOf(provider).flatMap(({ flavour }): Flavour[] => (flavour ? [flavour] : []))}
            canWrite={canWrite}
          />
          {done === states.length && !wrong && integration.liveTokens > 0 ? (
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
            audience={{ isNamed: true, hrefOf }}
            {...(canWrite && {
              mark: ({ step, isMarked }, title) => (
                <MarkStep tenant={tenant} id={id} step={step.id} title={title} isMarked={isMarked} />
              ),
            })}
          />
        </div>
      </Card>
    </div>
  )
}

function readProvider(value: unknown): Provider | undefined {
  return typeof value === 'string' && value in PROVIDERS ? (value as Provider) : undefined
}
