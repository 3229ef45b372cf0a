import { createTranslator } from 'use-intl/core'
import { CATALOGUE } from './catalogue'
import type { Locale } from './locale'
import { type Text, type Write, wordsOf } from './text'

/** What writes any text of the catalogue in one language, outside React: answers of actions, files, e-mail. */
export function writerOf(locale: Locale): Write {
  return createTranslator({ locale, messages: CATALOGUE[locale] }) as Write
}

/** A text in English, for what speaks no other language: the SCIM endpoint and the log. */
export function inEnglish(text: Text): string {
  return wordsOf(text, writerOf('en'), 'en')
}
