import Link from 'next/link'
import { routes } from '@/components/routes'
import { Logo } from '@/components/shell/logo'
import { SkipLink } from '@/components/shell/skip-link'
import { NowProvider } from '@/components/ui/relative-time.client'
import { getTranslations } from '@/lib/auth/language'
import { SessionKeeper } from '../c/[tenant]/session-keeper.client'

/** The frame of the pages about oneself. They belong to no company, and each asks who is signed in. */
export default async function AccountLayout({ children }: LayoutProps<'/account'>) {
  const t = await getTranslations()
  return (
    <NowProvider now={Date.now()}>
      <SessionKeeper />
      <SkipLink />
      <header className="sticky top-0 z-20 flex h-12 items-center justify-between gap-4 border-b bg-canvas px-4 md:px-6">
        <Logo />
        <Link
          prefetch={false}
          href={routes.home}
          className="rounded-tag text-accent-text text-cell hover:underline"
        >
          {t('account.back')}
        </Link>
      </header>
      {children}
    </NowProvider>
  )
}
