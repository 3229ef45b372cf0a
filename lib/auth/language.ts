import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { createTranslator } from 'use-intl/core'
import { CATALOGUE } from '@/lib/messages/catalogue'
import { acceptedLocale, LOCALE_COOKIE, type Locale, readLocale } from '@/lib/messages/locale'
import { type Text, wordsOf } from '@/lib/messages/text'
import { writerOf } from '@/lib/messages/translate'

/** The language of this request: the one chosen in this browser, else the first of ours that it asks for. */
export const getLocale = cache(async (): Promise<Locale> => {
  const chosen = readLocale((await cookies()).get(LOCALE_COOKIE)?.value)
  return chosen ?? acceptedLocale((await headers()).get('accept-language'))
})

/** The texts in the language of this request, for server components and metadata: `t('users.title')`. */
export const getTranslations = cache(async () => {
  const locale = await getLocale()
  return createTranslator({ locale, messages: CATALOGUE[locale] })
})

/** The words of a text that a verb answered. */
export async function getWords(): Promise<(text: Text) => string> {
  const locale = await getLocale()
  const write = writerOf(locale)
  return (text) => wordsOf(text, write, locale)
}
