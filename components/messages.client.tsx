'use client'

import { type ComponentProps, useCallback } from 'react'
import { IntlProvider, useLocale, useTranslations } from 'use-intl'
import { type MessageKey, type Text, type TextValue, type Write, wordsOf } from '@/lib/messages/text'

/** Carries the language, its texts and the time zone to every component below. */
export function Messages(props: ComponentProps<typeof IntlProvider>) {
  return <IntlProvider {...props} />
}

/** The words of texts that verbs, schemas and the JSON door answered. */
export function useWords(): (text: Text | string) => string {
  const [locale, write] = [useLocale(), useTranslations()]
  return useCallback((text: Text | string) => wordsOf(text, write as Write, locale), [write, locale])
}

/** The words of a text inside components that the server draws as well as the browser. */
export function Words({ of: key, values }: { of: MessageKey; values?: Readonly<Record<string, TextValue>> }) {
  return useWords()(values ? { key, values } : { key })
}

/** An element that is called by a text, inside components that the server draws as well as the browser. */
export function Named({
  as: Tag,
  of: key,
  ...rest
}: ComponentProps<'nav'> & { as: 'nav' | 'ol'; of: MessageKey }) {
  return <Tag aria-label={useWords()({ key })} {...(rest as object)} />
}
