import Link from 'next/link'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { getTranslations } from '@/lib/auth/language'
import type { Token } from '@/lib/integrations/tokens'

/** The live tokens as they may be shown at any time. */
export async function MaskedTokens({
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
  const create = (text: ReactNode) => (
    <Link
      prefetch={false}
      href={routes.integrationTab(tenant, id, 'tokens')}
      className="text-accent-text underline underline-offset-2"
    >
      {text}
    </Link>
  )
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium text-body">{t('connect.values.token')}</p>
      {live.length === 0 ? (
        <p className="text-cell text-fg-2">{t('connect.values.noLive')}</p>
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
        {t.rich(live.length > 0 ? 'connect.values.shownOnce' : 'connect.values.create', { create })}
      </p>
    </div>
  )
}
