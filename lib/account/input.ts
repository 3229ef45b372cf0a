import { z } from 'zod'
import { newPassword } from '@/lib/auth/input'
import { line } from '@/lib/base/input'
import { LOCALES } from '@/lib/messages/locale'
import { say } from '@/lib/messages/text'
import { readZone } from '@/lib/messages/time-zone'

export const profileInput = z.object({ name: line(64, 'input.yourName') })

export const passwordInput = z.object({
  current: z
    .string(say('input.yourPassword'))
    .min(1, say('input.yourPassword'))
    .max(512, say('input.atMost', { max: 512 })),
  password: newPassword,
})
export type PasswordInput = z.infer<typeof passwordInput>

const SCHEMES = ['light', 'dark', 'system'] as const
const DENSITIES = ['', 'compact', 'comfortable'] as const

/** How a person likes the console. An empty language or time zone is the browser’s; the empty density is in between. */
export const preferencesInput = z.object({
  language: z.enum(['', ...LOCALES], say('account.preferences.languageError')).default(''),
  timeZone: z
    .string()
    .refine((zone) => zone === '' || readZone(zone) !== undefined, say('account.preferences.timeZoneError'))
    .default(''),
  theme: z.enum(SCHEMES, say('account.preferences.themeError')).default('system'),
  density: z.enum(DENSITIES, say('account.preferences.densityError')).default(''),
  singleKeys: z.boolean().default(true),
  lessMotion: z.boolean().default(false),
})
export type Preferences = z.infer<typeof preferencesInput>

/** What is kept, with what holds where nothing is. What an older or newer version kept otherwise is left out. */
export function readPreferences(kept: Readonly<Record<string, unknown>>): Preferences {
  const { shape } = preferencesInput
  return preferencesInput.parse(
    Object.fromEntries(
      Object.entries(shape).map(([name, schema]) => [name, schema.safeParse(kept[name]).data]),
    ),
  )
}
