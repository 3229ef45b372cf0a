import Link from 'next/link'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { AgoAndTime } from '@/components/ui/relative-time.client'
import { getTranslations } from '@/lib/auth/language'
import type { Whereabouts } from '@/lib/directory/whereabouts'
import { sayAnswer } from './say'
import { Steps } from './steps'

/** The answer, what it rests on, and what to do. */
export async function Verdict({
  tenant,
  asked,
  found,
}: {
  tenant: string
  asked: string
  found: Whereabouts
}) {
  const t = await getTranslations()
  const [person, ...others] = found.people
  const { title, text, tone } = await sayAnswer(asked, found)
  return (
    <div className="flex flex-col gap-4">
      <Notice
        tone={tone}
        title={title}
        actions={
          person && (
            <ButtonLink size="sm" href={routes.user(tenant, person.id)}>
              {t('users.why.open', { name: person.name })}
            </ButtonLink>
          )
        }
      >
        {text}
      </Notice>
      <Steps tenant={tenant} found={found} />
      <Card title={t('users.why.lastCall')}>
        <LastCall mention={found.mention} />
      </Card>
      {others.length > 0 && (
        <Card title={t('users.why.others')}>
          <ul className="flex flex-col gap-1">
            {others.map(({ id, name, userName }) => (
              <li key={id}>
                <Link
                  prefetch={false}
                  href={routes.user(tenant, id)}
                  className="rounded-tag text-accent-text hover:underline"
                >
                  {name}
                </Link>{' '}
                <span className="text-fg-2">{userName}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

async function LastCall({ mention }: Pick<Whereabouts, 'mention'>): Promise<ReactNode> {
  const t = await getTranslations()
  if (!mention) return <p className="text-fg-2">{t('users.why.noCall')}</p>
  const { integrationName, method, path, status, at, detail } = mention
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        {t('users.why.answered', { integration: integrationName, method, path, status: String(status) })}
      </p>
      {detail && <p className="mt-1 text-cell text-fg-2 [overflow-wrap:anywhere]">{detail}</p>}
      <p className="mt-1 text-fg-3 text-meta">
        <AgoAndTime at={at} />
      </p>
    </>
  )
}
