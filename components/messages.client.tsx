'use client'

import { type ComponentProps, useCallback } from 'react'
import { IntlProvider, useLocale, useTranslations } from 'use-intl'
import { type Text, type Write, wordsOf } from '@/lib/messages/text'

/** Carries the language, its texts and the time zone to every component below. */
export function Messages(props: ComponentProps<typeof IntlProvider>) {
  return <IntlProvider {...props} />
}

/** The words of texts that verbs, schemas and the JSON door answered. */
export function useWords(): (text: Text) => string {
  const [locale, write] = [useLocale(), useTranslations()]
  return useCallback((text) => wordsOf(text, write as Write, locale), [write, locale])
}
