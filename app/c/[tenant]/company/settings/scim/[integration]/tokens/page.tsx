import { shapeOf } from '@/app/connect-guide/shape'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { getTranslations } from '@/lib/auth/language'
import { scimBaseUrl } from '@/lib/auth/session'
import { expiringTokens } from '@/lib/integrations/expiring'
import { guideOf } from '@/lib/integrations/guides'
import { rotationOf } from '@/lib/integrations/rotation'
import { callsOfDay } from '@/lib/integrations/token-calls'
import { LIVE_TOKENS, listTokens, type Token, tokenName } from '@/lib/integrations/tokens'
import { Reminders } from '../../reminders'
import { TokenCheck } from '../../token-check.client'
import { loadIntegration, titleOf } from '../load'
import { CreateToken } from './create.client'
import type { RotationState } from './rotate.client'
import { Rotation } from './rotation.client'
import { TokenTable } from './table'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/tokens'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'tokens')

export default async function TokensPage({ params, searchParams }: Props) {
  const [{ tenant, integration: id }, { rotate }, t] = await Promise.all([
    params,
    searchParams,
    getTranslations(),
  ])
  const { ctx, integration } = await loadIntegration(tenant, id)
  const { provider, guide } = integration
  const [tokens, calls, expiring, baseUrl] = await Promise.all([
    listTokens(ctx, id),
    callsOfDay(ctx, id),
    expiringTokens(ctx),
    scimBaseUrl(tenant),
  ])
  const live = tokens.filter(({ state }) => state === 'active')
  const ended = tokens.filter(({ state }) => state !== 'active')
  const refusal = ctx.permissions.has('tokens.write') ? undefined : t('tokens.onlyAdmins')
  const full = live.length >= LIVE_TOKENS ? t('tokens.full') : undefined
  const rotation = rotationState(tokens)
  const opened = live.find((token) => rotate === token.id && !refusal && (rotation || !full))
  const table = { tenant, id, rotating: rotation?.old.id, refusal, full, calls }
  return (
    <Rotation
      tenant={tenant}
      id={id}
      rotation={rotation}
      shape={shapeOf(t, provider, guideOf(provider, guide.flavour), baseUrl)}
      place={t(`tokens.place.${provider}`)}
      opened={opened?.id}
      live={live.map(({ id, allowedAddresses }) => ({ id, allowedAddresses }))}
    >
      <Reminders
        tenant={tenant}
        tokens={expiring.filter(({ integrationId }) => integrationId === id)}
        leadsToTokens={false}
      />
      <Card
        flush
        title={t('tokens.live')}
        description={t('tokens.liveText')}
        actions={
          <CreateToken
            tenant={tenant}
            id={id}
            name={tokenName(provider, new Date())}
            refusal={refusal ?? full}
          />
        }
      >
        <TokenTable {...table} label={t('tokens.live')} tokens={live} />
      </Card>
      {ended.length > 0 && (
        <Disclosure summary={t('tokens.ended', { count: ended.length })}>
          <Card flush>
            <TokenTable {...table} label={t('tokens.endedLabel')} tokens={ended} />
          </Card>
        </Disclosure>
      )}
      <TokenCheck tenant={tenant} company={ctx.tenantName} />
    </Rotation>
  )
}

const SILENT_MILLISECONDS = 30 * 60_000

/** A rotation under way, as the browser may have it. */
function rotationState(tokens: readonly Token[]): RotationState | undefined {
  const rotation = rotationOf(tokens)
  if (!rotation) return undefined
  const { fresh, old } = rotation
  const shown = ({ id, hint, masked, lastUsedAt, lastUsedAddress }: Token) => ({
    id,
    hint,
    masked,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    address: lastUsedAddress,
  })
  const isOldSilent =
    !old.lastUsedAt ||
    old.lastUsedAt < fresh.createdAt ||
    Date.now() - old.lastUsedAt.getTime() > SILENT_MILLISECONDS
  return { fresh: shown(fresh), old: shown(old), isOldSilent }
}
