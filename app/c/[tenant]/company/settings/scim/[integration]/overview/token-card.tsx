import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { getTranslations } from '@/lib/auth/language'
import type { Token } from '@/lib/integrations/tokens'

/** The live tokens: which, when they were used, when they end. */
export async function TokenCard({
  tenant,
  id,
  tokens,
}: {
  tenant: string
  id: string
  tokens: readonly Token[]
}) {
  const t = await getTranslations()
  const live = tokens.filter(({ state }) => state === 'active')
  return (
    <Card
      title={t('scimSettings.overview.tokens')}
      actions={
        <ButtonLink size="sm" href={routes.integrationTab(tenant, id, 'tokens')}>
          {t('scimSettings.overview.openTokens')}
        </ButtonLink>
      }
    >
      {live.length === 0 ? (
        <p className="text-cell text-fg-2">{t('scimSettings.overview.noToken')}</p>
      ) : (
        <ul className="flex flex-col gap-3 text-cell">
          {live.map(({ id: key, masked, lastUsedAt, expiresAt }) => (
            <li key={key} className="min-w-0">
              <code className="break-all font-mono text-code">{masked}</code>
              <span className="block text-fg-2">
                {lastUsedAt
                  ? t.rich('scimSettings.overview.tokenUsed', {
                      ago: () => <RelativeTime at={lastUsedAt.toISOString()} />,
                    })
                  : t('scimSettings.overview.tokenUnused')}
                {' · '}
                {expiresAt
                  ? t('scimSettings.overview.tokenEnds', { day: expiresAt })
                  : t('scimSettings.overview.tokenNeverEnds')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
