import Link from 'next/link'
import { routes, withSearch } from '@/components/routes'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { TabLinks } from '@/components/ui/tab-links.client'
import { scimBaseUrl } from '@/lib/auth/session'
import { PROVIDERS } from '@/lib/integrations/input'
import { lastStrayCall } from '@/lib/integrations/integrations'
import { explainRefusal } from '@/lib/integrations/refusals'
import { listTokens } from '@/lib/integrations/tokens'
import { SentenceText } from '../../status'
import { loadIntegration, titleOf } from '../load'
import { Reveal } from '../reveal.client'
import { GUIDES, type Guide } from './guides'
import { Marked } from './marked'
import { Proof } from './proof'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/connect'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'Connect')

export default async function ConnectPage({ params, searchParams }: Props) {
  const [{ tenant, integration: id }, { app }] = await Promise.all([params, searchParams])
  const { ctx, integration } = await loadIntegration(tenant, id)
  const struggling = !integration.verified || integration.status.state === 'rejected'
  const [baseUrl, tokens, stray] = await Promise.all([
    scimBaseUrl(tenant),
    listTokens(ctx, id),
    struggling ? lastStrayCall(ctx) : undefined,
  ])
  const guides = GUIDES[integration.provider]
  const guide = guides.find(({ key }) => key === app) ?? (guides[0] as Guide)
  const refused = newer(integration.refused, stray)
  const provider = integration.provider === 'other' ? 'Your client' : PROVIDERS[integration.provider]
  return (
    <div className="grid gap-6 min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
      <div className="flex min-w-0 flex-col gap-5 min-[1100px]:order-last min-[1100px]:sticky min-[1100px]:top-18 min-[1100px]:self-start">
        <Reveal
          integrationId={id}
          baseUrl={baseUrl}
          names={{
            provider,
            url: guide.url,
            token: guide.token,
            ...(guide.prefix && { prefix: guide.prefix }),
            ...(guide.userName && { userName: guide.userName }),
          }}
          masked={<MaskedTokens tenant={tenant} id={id} tokens={tokens} />}
        />
        {refused && (
          <Notice tone="warn" title="A call was refused">
            <SentenceText sentence={explainRefusal(refused, ctx.tenantName)} />
          </Notice>
        )}
        <Proof integration={integration} provider={provider} />
      </div>
      <Card
        title={integration.provider === 'other' ? 'Set up your client' : `Set up ${provider}`}
        className="self-start"
      >
        <div className="flex flex-col gap-5">
          {guides.length > 1 && (
            <TabLinks
              label="Kind of app"
              tabs={guides.map(({ key, label }) => ({
                href: withSearch(routes.integrationTab(tenant, id, 'connect'), { app: key }),
                label,
                current: key === guide.key,
              }))}
            />
          )}
          <ol className="flex flex-col gap-5">
            {guide.steps.map((step, index) => (
              <li key={step.title} className="flex gap-3">
                <span
                  aria-hidden
                  className="flex size-6 shrink-0 items-center justify-center rounded-full border text-fg-2 text-meta tabular-nums"
                >
                  {index + 1}
                </span>
                <div className="min-w-0">
                  <h3 className="font-medium text-body leading-6">{step.title}</h3>
                  <p className="mt-0.5 max-w-[72ch] text-cell text-fg-2">
                    <Marked text={step.text} />
                  </p>
                </div>
              </li>
            ))}
          </ol>
          {guide.note && <Notice>{guide.note}</Notice>}
        </div>
      </Card>
    </div>
  )
}

function MaskedTokens({
  tenant,
  id,
  tokens,
}: {
  tenant: string
  id: string
  tokens: Awaited<ReturnType<typeof listTokens>>
}) {
  const live = tokens.filter(({ state }) => state === 'active')
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium text-body">SCIM token</p>
      {live.length === 0 ? (
        <p className="text-cell text-fg-2">There is no live token.</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {live.map((token) => (
            <li key={token.id} className="rounded-control border bg-subtle px-3 py-2">
              <code className="break-all font-mono text-code">{token.masked}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="text-fg-3 text-meta">
        {live.length > 0 && 'Tokens are shown once. '}Lost it?{' '}
        <Link
          href={routes.integrationTab(tenant, id, 'tokens')}
          className="text-accent-text underline underline-offset-2"
        >
          Create another
        </Link>{' '}
        {live.length > 0 && 'and revoke this one.'}
      </p>
    </div>
  )
}

function newer<Call extends { at: Date }>(a: Call | null, b: Call | undefined): Call | undefined {
  if (!a || !b) return a ?? b
  return a.at > b.at ? a : b
}
