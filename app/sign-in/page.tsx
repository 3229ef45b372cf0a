import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { type Route, routes } from '@/components/routes'
import { CentredPage } from '@/components/shell/centred-page'
import { isSetUp } from '@/lib/auth/front-door'
import { getTranslations } from '@/lib/auth/language'
import { returnPath } from '@/lib/auth/return-path'
import { currentPerson } from '@/lib/auth/session'
import { SignInForm } from './form.client'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return { title: `${t('frontDoor.signIn.title')} · ${t('common.product')}` }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl, 'signed-out': signedOut, again } = await searchParams
  const target = returnPath([callbackUrl].flat()[0]) ?? routes.home
  const person = await currentPerson()
  // Who was signed out of one company, or is past its limits, is still signed in to others, and signs in anew to come
  // back to that one.
  if (signedOut === undefined && again === undefined && person) redirect(target as Route)
  if (!(await isSetUp())) redirect(routes.setup)
  const t = await getTranslations()
  return (
    <CentredPage
      title={t('frontDoor.signIn.title')}
      text={
        signedOut === undefined
          ? again !== undefined && t(`frontDoor.again.${again === 'long' ? 'long' : 'idle'}`)
          : t('frontDoor.signedOutOfCompany')
      }
      footer={
        <Link
          prefetch={false}
          href={routes.tokenCheck}
          className="text-accent-text underline underline-offset-2"
        >
          {t('frontDoor.signIn.foundToken')}
        </Link>
      }
    >
      <SignInForm callbackUrl={target} known={person?.email} />
    </CentredPage>
  )
}
