import { getTranslations } from '@/lib/auth/language'

/**
 * What is said to a browser that cannot show the console: one that runs no scripts, and one that is too old, which may
 * run none either and understand none of our colours. `globals.css` takes the second away from every other.
 */
export async function BrowserNotices() {
  const t = await getTranslations()
  return (
    <>
      <noscript>
        <p className="old-browser-look">{t('shell.browser.noScript')}</p>
      </noscript>
      <p className="old-browser-look old-browser">{t('shell.browser.old')}</p>
    </>
  )
}
