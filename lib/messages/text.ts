import type { MessageKeys, NestedKeyOf } from 'use-intl/core'
import type { Messages } from './catalogue'

/** The name of a text, `area.name` or `area.part.name`. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>

/**
 * A text that is not yet in a language: what verbs answer, so that whoever shows it chooses the words.
 * A value may be a text of its own; a list of them is joined as the language joins (“a, b and c”).
 */
export type Text = { key: MessageKey; values?: Readonly<Record<string, TextValue>> }
export type TextValue = string | number | Date | Text | readonly (string | Text)[]

/** What writes a message of the whole catalogue in one language: use-intl's translator without a namespace. */
export type Write = (key: MessageKey, values?: Record<string, string | number | Date>) => string

/** The words of a text; what is words already stays as it is. `locale` decides how lists are joined. */
export function wordsOf(text: Text | string, write: Write, locale: string): string {
  if (typeof text === 'string') return text
  const plain = (value: TextValue): string | number | Date => {
    if (typeof value !== 'object' || value instanceof Date) return value
    if ('key' in value) return wordsOf(value, write, locale)
    const parts = value.map((each) => wordsOf(each, write, locale))
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
  }
  const values = Object.entries(text.values ?? {}).map(([name, value]) => [name, plain(value)] as const)
  return write(text.key, Object.fromEntries(values))
}

/**
 * A text as the one string that a schema's message can be: `z.string().min(1, say('input.name'))`. `heard` is the
 * way back.
 */
export function say(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return JSON.stringify({ key, values } satisfies Text)
}

/** The text of a schema's message; of one that a schema made up by itself, that something isn’t right. */
export function heard(message: string): Text {
  try {
    const { key, values } = JSON.parse(message) as Text
    return { key, ...(values && { values }) }
  } catch {
    return { key: 'input.invalid' }
  }
}
