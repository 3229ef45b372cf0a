import { createTranslator } from 'use-intl/core'
import { CATALOGUE } from './catalogue'
import { LANGUAGE_TAGS, type Locale } from './locale'
import { type Text, type Write, wordsOf } from './text'

const writers = new Map<Locale, Write>()

/** What writes any text of the catalogue in one language, outside React: answers of actions, files, e-mail. */
export function writerOf(locale: Locale): Write {
  const writer =
    writers.get(locale) ??
    (createTranslator({
      locale: LANGUAGE_TAGS[locale],
      messages: CATALOGUE[locale],
      timeZone: 'UTC',
    }) as Write)
  writers.set(locale, writer)
  return writer
}

/** A text in English, for what speaks no other language: the SCIM endpoint and the log. */
export function inEnglish(text: Text | string): string {
  return wordsOf(text, writerOf('en'), LANGUAGE_TAGS.en)
}
