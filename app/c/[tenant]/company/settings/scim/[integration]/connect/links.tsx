import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText, type StatusTone } from '@/components/ui/status-pill'
import { getTranslations } from '@/lib/auth/language'
import type { SetupLink, SetupLinkState } from '@/lib/integrations/setup-links'
import { CreateLink, RevokeLink } from './links.client'

const TONES: Record<SetupLinkState, StatusTone> = {
  live: 'info',
  used: 'ok',
  locked: 'err',
  expired: 'neutral',
  revoked: 'neutral',
}

/** The setup links of an integration: those that still lead somewhere, and the rest behind a line. */
export async function SetupLinks({
  tenant,
  id,
  links,
  refusal,
  isAsked,
}: {
  tenant: string
  id: string
  links: readonly SetupLink[]
  refusal: string | undefined
  /** The address asks for a new one. */
  isAsked: boolean
}) {
  const t = await getTranslations()
  const isOpen = ({ state }: SetupLink) => state !== 'expired' && state !== 'revoked'
  const over = links.filter((link) => !isOpen(link))
  return (
    <Card title={t('connect.link.title')} description={t('connect.link.text')}>
      <div className="flex flex-col gap-3">
        <LinkList tenant={tenant} id={id} links={links.filter(isOpen)} refusal={refusal} />
        <CreateLink tenant={tenant} id={id} refusal={refusal} isAsked={isAsked} />
        {over.length > 0 && (
          <Disclosure summary={t('connect.link.older')}>
            <LinkList tenant={tenant} id={id} links={over} refusal={refusal} />
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

async function LinkList({
  tenant,
  id,
  links,
  refusal,
}: {
  tenant: string
  id: string
  links: readonly SetupLink[]
  refusal: string | undefined
}) {
  const t = await getTranslations()
  if (links.length === 0) return null
  return (
    <ul className="flex flex-col divide-y">
      {links.map((link) => (
        <li key={link.id} className="flex items-center justify-between gap-3 py-2 text-cell first:pt-0">
          <span className="min-w-0">
            <StatusText tone={TONES[link.state]}>
              {t(`connect.link.state.${link.state}`, { name: link.revokedBy ?? '' })}
            </StatusText>
            <span className="text-fg-3 text-meta">
              {t.rich('connect.link.madeBy', {
                name: link.createdBy,
                ago: () => <RelativeTime at={link.createdAt.toISOString()} />,
              })}{' '}
              · {t('connect.link.until', { day: link.expiresAt })}
            </span>
          </span>
          {(link.state === 'live' || link.state === 'used' || link.state === 'locked') && (
            <RevokeLink tenant={tenant} id={id} linkId={link.id} refusal={refusal} />
          )}
        </li>
      ))}
    </ul>
  )
}
