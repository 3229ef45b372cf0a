import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { createFormatter, createTranslator } from 'use-intl/core'
import { CATALOGUE } from '@/lib/messages/catalogue'
import { acceptedLocale, LANGUAGE_TAGS, LOCALE_COOKIE, type Locale, readLocale } from '@/lib/messages/locale'
import { type Text, type Write, wordsOf } from '@/lib/messages/text'
import { BROWSER_ZONE_COOKIE, readZone, ZONE_COOKIE } from '@/lib/messages/time-zone'

/** The language of this request: the one chosen in this browser, else the first of ours that it asks for. */
export const getLocale = cache(async (): Promise<Locale> => {
  const chosen = readLocale((await cookies()).get(LOCALE_COOKIE)?.value)
  return chosen ?? acceptedLocale((await headers()).get('accept-language'))
})

/** The time zone of this request: the one the person chose, else the browser’s as it last told, else UTC. */
export const getTimeZone = cache(async (): Promise<string> => {
  const jar = await cookies()
  return readZone(jar.get(ZONE_COOKIE)?.value) ?? readZone(jar.get(BROWSER_ZONE_COOKIE)?.value) ?? 'UTC'
})

/** The texts in the language of this request, for server components and metadata: `t('users.title')`. */
export const getTranslations = cache(async () => {
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()])
  return createTranslator({ locale: LANGUAGE_TAGS[locale], timeZone, messages: CATALOGUE[locale] })
})

/** Dates and numbers as the person of this request writes them, for server components. */
export const getFormatter = cache(async () => {
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()])
  return createFormatter({ locale: LANGUAGE_TAGS[locale], timeZone })
})

/** The words of a text that a verb answered. */
export async function getWords(): Promise<(text: Text | string) => string> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations()])
  return (text) => wordsOf(text, t as Write, LANGUAGE_TAGS[locale])
}
