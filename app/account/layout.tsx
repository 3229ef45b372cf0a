import { cookies } from 'next/headers'
import Link from 'next/link'
import { routes } from '@/components/routes'
import { Logo } from '@/components/shell/logo'
import { SkipLink } from '@/components/shell/skip-link'
import { readTheme, THEME_COOKIE } from '@/components/theme'
import { NowProvider } from '@/components/ui/relative-time.client'
import { ThemeToggle } from '@/components/ui/theme-toggle.client'
import { getTranslations } from '@/lib/auth/language'
import { SessionKeeper } from '../c/[tenant]/session-keeper.client'
import { saveThemeAction } from './actions'

/** The frame of the pages about oneself. They belong to no company, and each asks who is signed in. */
export default async function AccountLayout({ children }: LayoutProps<'/account'>) {
  const [t, jar] = [await getTranslations(), await cookies()]
  return (
    <NowProvider now={Date.now()}>
      <SessionKeeper />
      <SkipLink />
      <header className="sticky top-0 z-20 flex h-12 items-center justify-between gap-4 border-b bg-canvas px-4 md:px-6">
        <Logo />
        <div className="flex items-center gap-3">
          <Link href={routes.home} className="rounded-tag text-accent-text text-cell hover:underline">
            {t('account.back')}
          </Link>
          <span className="max-sm:hidden">
            <ThemeToggle initial={readTheme(jar.get(THEME_COOKIE)?.value)} onChoose={saveThemeAction} />
          </span>
        </div>
      </header>
      {children}
    </NowProvider>
  )
}
