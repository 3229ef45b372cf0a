import { routes } from '@/components/routes'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { calendarOf } from '@/lib/integrations/calendar'
import type { ExpiringToken } from '@/lib/integrations/expiring'

/** Tokens that end soon or have ended, the louder the nearer; each with a way to its tokens and into a calendar. */
export async function Reminders({
  tenant,
  tokens,
  leadsToTokens = true,
}: {
  tenant: string
  tokens: readonly ExpiringToken[]
  leadsToTokens?: boolean
}) {
  if (tokens.length === 0) return null
  const t = await getTranslations()
  return (
    <div className="flex flex-col gap-2">
      {tokens.map((token) => {
        const { integrationName: integration, name, hint, daysLeft, expiresAt, reminder } = token
        const values = { integration, name, hint, days: daysLeft, day: expiresAt }
        const calendar = calendarOf(
          {
            id: token.tokenId,
            at: expiresAt,
            title: t('tokens.reminder.event', { name, integration }),
            text: t('tokens.reminder.eventText', { integration }),
          },
          new Date(),
        )
        return (
          <Notice
            key={token.tokenId}
            tone={reminder === 0 ? 'err' : reminder <= 7 ? 'warn' : 'info'}
            actions={
              <>
                {reminder > 0 && (
                  <a
                    className={buttonClass({ size: 'sm' })}
                    download={`token-${hint}.ics`}
                    href={`data:text/calendar;charset=utf-8,${encodeURIComponent(calendar)}`}
                  >
                    {t('tokens.reminder.calendar')}
                  </a>
                )}
                {leadsToTokens && (
                  <ButtonLink size="sm" href={routes.integrationTab(tenant, token.integrationId, 'tokens')}>
                    {t('tokens.reminder.rotate')}
                  </ButtonLink>
                )}
              </>
            }
          >
            {t(reminder === 0 ? 'tokens.reminder.over' : 'tokens.reminder.soon', values)}
          </Notice>
        )
      })}
    </div>
  )
}
