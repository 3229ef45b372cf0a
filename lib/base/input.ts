import { z } from 'zod'

/** What neither a line of text nor PostgreSQL can hold: control characters, and halves of surrogate pairs. */
const UNPRINTABLE = /\p{Cc}|\p{Cs}/u

/** One line that a person types: trimmed, not empty, at most `max` characters, nothing unprintable in it. */
export function line(max: number, missing: string) {
  return z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .refine(
      (text) => !UNPRINTABLE.test(text),
      'Remove the characters that can’t be shown, such as line breaks.',
    )
}

/** The first message for each field, as forms show them; the key '' is the form as a whole. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of error.issues) errors[path.join('.')] ??= message
  return errors
}
