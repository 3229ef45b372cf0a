import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { BrowserZone } from '@/components/browser-zone.client'
import { Messages } from '@/components/messages.client'
import { MOTION_COOKIE, readStillness } from '@/components/motion-state'
import { readTheme, THEME_COOKIE } from '@/components/theme'
import { cn } from '@/components/ui/cn'
import { Layers } from '@/components/ui/layers.client'
import { getLocale, getTimeZone, getTranslations } from '@/lib/auth/language'
import { browserMessages } from '@/lib/messages/catalogue'
import { LANGUAGE_TAGS } from '@/lib/messages/locale'
import { BrowserNotices } from './browser-notices'
import { inter } from './fonts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations()
  return {
    title: t('common.product'),
    description: t('frontDoor.description'),
    robots: { index: false, follow: false },
  }
}

const canvas = { light: '#f9fafb', dark: '#0d0e12' }

export async function generateViewport(): Promise<Viewport> {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value)
  if (theme !== 'system') return { themeColor: canvas[theme] }
  return {
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: canvas.light },
      { media: '(prefers-color-scheme: dark)', color: canvas.dark },
    ],
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies()
  const theme = readTheme(jar.get(THEME_COOKIE)?.value)
  const isStill = readStillness(jar.get(MOTION_COOKIE)?.value)
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()])
  return (
    <html
      lang={locale}
      className={cn(inter.variable, theme !== 'system' && theme, isStill && 'still')}
      suppressHydrationWarning
    >
      <body className="font-sans">
        <BrowserNotices />
        <Messages locale={LANGUAGE_TAGS[locale]} messages={browserMessages(locale)} timeZone={timeZone}>
          <BrowserZone />
          {children}
          <Layers />
        </Messages>
      </body>
    </html>
  )
}
