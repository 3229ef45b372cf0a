'use client'

import { useSyncExternalStore } from 'react'
import { CentredPage } from '@/components/shell/centred-page'
import { Button } from '@/components/ui/button'
import de from '@/lib/messages/de/front-door.json'
import en from '@/lib/messages/en/front-door.json'
import { acceptedLocale, LOCALE_COOKIE, type Locale, readLocale } from '@/lib/messages/locale'
import './globals.css'

const TEXTS = { en, de }
const COOKIE = new RegExp(`(?:^|; )${LOCALE_COOKIE}=(\\w+)`)

const never = () => () => {}

function browserLocale(): Locale {
  return readLocale(COOKIE.exec(document.cookie)?.[1]) ?? acceptedLocale(navigator.language)
}

/** In place of everything, when the frame of all pages failed: it carries its few texts itself. */
export default function GlobalError({ retry }: { retry: () => void }) {
  const locale = useSyncExternalStore(never, browserLocale, () => 'en' as const)
  const t = TEXTS[locale]
  return (
    <html lang={locale}>
      <body className="font-sans">
        <CentredPage title={t.error.title} text={t.error.text}>
          <Button variant="primary" onClick={retry}>
            {t.tryAgain}
          </Button>
        </CentredPage>
      </body>
    </html>
  )
}
