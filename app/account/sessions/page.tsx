import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { deviceOf } from '@/lib/account/device'
import { getTranslations } from '@/lib/auth/language'
import { requireSelf } from '@/lib/auth/session'
import { listSessions } from '@/lib/auth/sessions'
import { AccountFrame, accountTitle } from '../frame'
import { EndSession, SignOutEverywhere } from './end.client'

export const generateMetadata = () => accountTitle('sessions')

/** Where one is signed in, and the way out of all of it. */
export default async function SessionsPage() {
  const { db, personId, sessionId, person } = await requireSelf()
  const [t, sessions] = [await getTranslations(), await listSessions(db, personId, sessionId)]
  const nameOf = (userAgent: string | null) => {
    const { browser, system } = deviceOf(userAgent)
    if (browser && system) return t('account.sessions.deviceOn', { browser, system })
    return browser ?? system ?? t('account.sessions.unknownDevice')
  }
  return (
    <AccountFrame email={person.email}>
      <Card
        title={t('account.sessions.title')}
        description={t('account.sessions.text')}
        footer={<SignOutEverywhere />}
      >
        <ul aria-label={t('account.sessions.label')} className="flex flex-col divide-y">
          {sessions.map((session) => (
            <li
              key={session.id}
              className="flex items-center justify-between gap-4 py-3 first:pt-0 last:pb-0 max-sm:flex-wrap"
            >
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-medium text-body">
                  {nameOf(session.userAgent)}
                  {session.isHere && <Badge tone="ok">{t('account.sessions.here')}</Badge>}
                </p>
                <dl className="mt-0.5 flex flex-wrap gap-x-4 text-fg-3 text-meta [&_div]:flex [&_div]:gap-1">
                  <div>
                    <dt>{t('account.sessions.address')}</dt>
                    <dd className="font-mono">{session.address ?? t('account.sessions.unknown')}</dd>
                  </div>
                  <div>
                    <dt>{t('account.sessions.seen')}</dt>
                    <dd>
                      <RelativeTime at={session.lastSeenAt.toISOString()} />
                    </dd>
                  </div>
                  <div>
                    <dt>{t('account.sessions.started')}</dt>
                    <dd>
                      <RelativeTime at={session.startedAt.toISOString()} />
                    </dd>
                  </div>
                </dl>
              </div>
              {!session.isHere && <EndSession id={session.id} device={nameOf(session.userAgent)} />}
            </li>
          ))}
        </ul>
      </Card>
    </AccountFrame>
  )
}
