import { Card } from '@/components/ui/card'
import { scimBaseUrl } from '@/lib/auth/session'
import { PROVIDERS } from '@/lib/integrations/input'
import { LIVE_TOKENS, listTokens, tokenName } from '@/lib/integrations/tokens'
import { GUIDES } from '../connect/guides'
import { loadIntegration, titleOf } from '../load'
import { CreateToken } from './create.client'
import { NewTokenPanel } from './new-token.client'
import { TokenTable } from './table'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/tokens'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'Tokens')

export default async function TokensPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const { ctx, integration } = await loadIntegration(tenant, id)
  const [tokens, baseUrl] = await Promise.all([listTokens(ctx, id), scimBaseUrl(tenant)])
  const live = tokens.filter(({ state }) => state === 'active')
  const ended = tokens.filter(({ state }) => state !== 'active')
  const refusal = ctx.permissions.has('tokens.write')
    ? undefined
    : 'Only Owners and Admins can create or revoke tokens.'
  const full = live.length >= LIVE_TOKENS ? 'Two tokens are already live. Revoke one first.' : undefined
  const [guide] = GUIDES[integration.provider]
  return (
    <>
      <NewTokenPanel
        integrationId={id}
        baseUrl={baseUrl}
        names={{
          provider: integration.provider === 'other' ? 'Your client' : PROVIDERS[integration.provider],
          url: guide?.url ?? '',
          token: guide?.token ?? '',
        }}
      />
      <Card
        flush
        title="Live tokens"
        description="At most two, so that you can prove a new one before you revoke the old one."
        actions={
          <CreateToken
            tenant={tenant}
            id={id}
            name={tokenName(integration.provider, new Date())}
            refusal={refusal ?? full}
          />
        }
      >
        <TokenTable tenant={tenant} id={id} tokens={live} refusal={refusal} full={full} />
      </Card>
      {ended.length > 0 && (
        <Card flush title="Expired and revoked">
          <TokenTable tenant={tenant} id={id} tokens={ended} refusal={refusal} full={full} />
        </Card>
      )}
    </>
  )
}
