import type { Metadata } from 'next'
import { type Route, routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { ButtonLink } from '@/components/ui/button'
import { invitationOf } from '@/lib/auth/front-door'
import { getFormatter, getTranslations } from '@/lib/auth/language'
import { currentPerson } from '@/lib/auth/session'
import { fold } from '@/lib/scim'
import { AcceptForm, Answers, CreateAccountForm, SwitchAccount } from './answers.client'

type Props = PageProps<'/invite/[token]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t('members.join.pageTitle')} · ${t('common.product')}`, referrer: 'no-referrer' }
}

/** What an invitation offers. Opening it changes nothing; it is answered by its buttons. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const [offer, person, t, format] = await Promise.all([
    invitationOf(token),
    currentPerson(),
    getTranslations(),
    getFormatter(),
  ])
  if (!offer || offer.state === 'ended') {
    return (
      <CentredPage title={t('members.join.endedTitle')} text={t('members.join.ended')}>
        <ButtonLink href={routes.home}>{t('members.join.home')}</ButtonLink>
      </CentredPage>
    )
  }
  const { email, invitedBy, invitedByEmail } = offer
  const company = offer.company.name
  const day = format.dateTime(offer.expiresAt, { dateStyle: 'long' })
  if (offer.state === 'expired') {
    const inviter = invitedByEmail ?? invitedBy
    return (
      <CentredPage
        title={t('members.join.expiredTitle')}
        text={t('members.join.expired', { day, inviter })}
      />
    )
  }
  const mine = person !== null && fold(person.email) === fold(email)
  return (
    <CentredPage
      title={t('members.join.title', { company })}
      text={
        <>
          <p>
            {t.rich('members.join.text', {
              inviter: invitedBy,
              company,
              role: t(`members.roles.${offer.role}`),
              b: (chunks) => <b className="font-medium text-fg">{chunks}</b>,
            })}
          </p>
          <p className="mt-2 text-fg-3 text-meta [overflow-wrap:anywhere]">
            {t('members.join.until', { email, day })}
          </p>
        </>
      }
    >
      <Answers secret={token} company={company}>
        {person && !mine && <SwitchAccount secret={token} current={person.email} email={email} />}
        {mine && <AcceptForm secret={token} name={person.name} />}
        {!person && offer.hasAccount && (
          <>
            <p className="text-body text-fg-2">{t('members.join.hasAccount')}</p>
            <ButtonLink variant="primary" size="lg" wide href={signInTo(token)}>
              {t('members.join.signIn')}
            </ButtonLink>
          </>
        )}
        {!person && !offer.hasAccount && <CreateAccountForm secret={token} email={email} />}
      </Answers>
    </CentredPage>
  )
}

function signInTo(token: string): Route {
  return `${routes.signIn}?callbackUrl=${encodeURIComponent(`/invite/${token}`)}` as Route
}
