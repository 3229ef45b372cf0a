import { AppError } from '@/lib/base/errors'
import { inEnglish } from '@/lib/messages/translate'

/** Why a command or the server could not do what it was started for, for whoever started it. */
export function failureText(error: Error): string {
  return error instanceof AppError ? inEnglish(error.text) : error.message
}
