import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'
import { isGuessedFirst } from './guessed'

/** The address of a new account. */
export const newAccountEmail = z
  .string(say('input.email'))
  .trim()
  .min(1, say('input.email'))
  .max(254, say('input.atMost', { max: 254 }))
  .pipe(z.email(say('input.emailShape')))

/** How many characters a password has. */
export const PASSWORD_LENGTH = { least: 8, most: 128 }

/** No rules of composition: length, and not one of those that are guessed first. */
export const newPassword = z
  .string(say('input.password'))
  .refine((text) => [...text].length >= PASSWORD_LENGTH.least, say('input.passwordShort'))
  .refine(
    (text) => [...text].length <= PASSWORD_LENGTH.most,
    say('input.atMost', { max: PASSWORD_LENGTH.most }),
  )
  .refine((text) => !isGuessedFirst(text), say('input.passwordGuessed'))

export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .min(1, say('input.yourEmail'))
    .max(254, say('input.atMost', { max: 254 })),
  password: z
    .string()
    .min(1, say('input.yourPassword'))
    .max(512, say('input.atMost', { max: 512 })),
})
export type SignInInput = z.infer<typeof signInInput>

/** Who is signed in proves that it is them. */
export const stepUpInput = z.object({ password: z.string().min(1).max(512) })

/** The very first visit: the company, and the account that owns it. */
export const setupInput = z.object({
  code: z.string().trim().min(1, say('input.setupCode')).max(64, say('input.noSetupCode')),
  company: line(64, 'input.companyName'),
  name: line(64, 'input.yourName'),
  email: newAccountEmail,
  password: newPassword,
})
export type SetupInput = z.infer<typeof setupInput>

/** An account that is made to accept an invitation: its address is the invited one. */
export const accountInput = z.object({ name: line(64, 'input.yourName'), password: newPassword })
export type AccountInput = z.infer<typeof accountInput>
