import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { type Route, routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { ButtonLink } from '@/components/ui/button'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { getFormatter, getTranslations } from '@/lib/auth/language'
import { returnPath } from '@/lib/auth/return-path'
import { turnedAway } from '@/lib/auth/session'
import { signOutAction } from '../../c/[tenant]/actions'

type Props = PageProps<'/elsewhere/[tenant]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const away = await turnedAway((await params).tenant)
  const t = await getTranslations()
  const title = away && t('frontDoor.elsewhere.title', { company: away.company })
  return { title: [title, t('common.product')].filter(Boolean).join(' · ') }
}

/** For members who come from where their company lets nobody in. Whoever may come in is led on. */
export default async function ElsewherePage({ params, searchParams }: Props) {
  const [{ tenant }, { callbackUrl }] = await Promise.all([params, searchParams])
  const target = returnPath([callbackUrl].flat()[0]) ?? routes.overview(tenant)
  const away = await turnedAway(tenant)
  if (!away) redirect(target as Route)
  const [t, format] = await Promise.all([getTranslations(), getFormatter()])
  const { company, address, owners, email } = away
  return (
    <CentredPage
      title={t('frontDoor.elsewhere.title', { company })}
      text={
        address
          ? t('frontDoor.elsewhere.text', { company, address })
          : t('frontDoor.elsewhere.textUnknown', { company })
      }
      footer={
        <form action={signOutAction} className="flex flex-wrap items-center justify-center gap-3">
          <span>{t('frontDoor.chooseCompany.signedInAs', { email })}</span>
          <SubmitButton variant="secondary" size="sm" busyLabel={t('common.signingOut')}>
            {t('common.signOut')}
          </SubmitButton>
        </form>
      }
    >
      <p className="text-body text-fg-2">
        {t('frontDoor.elsewhere.ask', { owners: format.list(owners, { type: 'disjunction' }) })}
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink variant="primary" href={target as Route}>
          {t('frontDoor.elsewhere.again')}
        </ButtonLink>
        <ButtonLink href={routes.selectCompany}>{t('frontDoor.elsewhere.choose')}</ButtonLink>
      </div>
    </CentredPage>
  )
}
