/** The languages that every text of the console exists in. */
export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

/** How dates, numbers and lists are written in each language. */
export const LANGUAGE_TAGS = { en: 'en-GB', de: 'de-DE' } as const satisfies Record<Locale, string>
export type LanguageTag = (typeof LANGUAGE_TAGS)[Locale]

export const LOCALE_COOKIE = 'locale'

/** The language of a stored preference, or undefined where it names none of ours. */
export function readLocale(value: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => locale === value)
}

/** The first of ours that an `Accept-Language` asks for (RFC 9110 §12.5.4), English where it asks for none. */
export function acceptedLocale(header: string | null | undefined): Locale {
  const asked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of asked) {
    const locale = readLocale(language)
    if (locale) return locale
  }
  return 'en'
}
