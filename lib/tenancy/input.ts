import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'
import { AUDIT_YEARS, IDLE_MINUTES, SESSION_HOURS } from './choices'

/** The roles that can be given, the mightiest first. */
const roleNames = ['owner', 'admin', 'operator', 'auditor'] as const

/** As many as one sheet of links can be handed over from. */
const MOST_EMAILS = 50

export const roleInput = z.enum(roleNames, say('members.errors.chooseRole'))

/**
 * Addresses as people paste them: one on each line, or between commas, semicolons or spaces; each once. What is no
 * address is named.
 */
const emails = z.string(say('members.errors.enterEmail')).transform((text, context) => {
  const found = new Map<string, string>()
  for (const part of text.split(/[\s,;]+/)) {
    const email = part.replace(/^<|>$/g, '')
    if (email) found.set(email.toLowerCase(), email)
  }
  const given = [...found.values()]
  const wrong = given.filter((email) => email.length > 254 || !z.email().safeParse(email).success)
  const refuse = (message: string) => context.addIssue({ code: 'custom', message })
  if (given.length === 0) refuse(say('members.errors.enterEmail'))
  else if (given.length > MOST_EMAILS) refuse(say('members.errors.tooManyEmails', { count: given.length }))
  else if (wrong[0]) refuse(say('members.errors.notEmail', { email: wrong[0].slice(0, 80) }))
  return given
})

export const invitationsInput = z.object({ emails, role: roleInput })
export type InvitationsInput = z.infer<typeof invitationsInput>

/** What a company is called. */
export const companyInput = z.object({ name: line(64, 'input.companyName') })

/** A form says nothing of a switch that is off. */
export const maskingInput = z.object({ masked: z.literal('on').optional() }).transform(({ masked }) => ({
  masked: masked === 'on',
}))

export const sessionLimitsInput = z.object({
  sessionIdleMinutes: z.enum(IDLE_MINUTES, say('security.errors.idle')).transform(Number),
  sessionHours: z.enum(SESSION_HOURS, say('security.errors.hours')).transform(Number),
})

export const auditRetentionInput = z.object({
  years: z
    .enum(AUDIT_YEARS, say('companySettings.errors.years'))
    .transform((years) => (years === 'ever' ? null : Number(years) * 365)),
})
