import { z } from 'zod'
import { heard, type MessageKey, say, type Text } from '@/lib/messages/text'

/** What neither a line of text nor PostgreSQL can hold: control characters, and halves of surrogate pairs. */
const UNPRINTABLE = /\p{Cc}|\p{Cs}/u

/** One line that a person types: trimmed, not empty, at most `max` characters, nothing unprintable in it. */
export function line(max: number, missing: MessageKey) {
  return z
    .string(say(missing))
    .trim()
    .min(1, say(missing))
    .max(max, say('input.atMost', { max }))
    .refine((text) => !UNPRINTABLE.test(text), say('input.unprintable'))
}

/** The first message for each field, as forms show them; the key '' is the form as a whole. */
export function fieldErrors(error: z.ZodError, words: (text: Text) => string): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of error.issues) errors[path.join('.')] ??= words(heard(message))
  return errors
}
