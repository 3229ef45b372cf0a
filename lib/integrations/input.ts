import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'
import {
  ACCESS,
  EXPIRIES,
  FATES,
  LEAST_PERCENT,
  LONGEST_NAME,
  MOST_PERCENT,
  PROVIDERS,
  RETIREMENTS,
  USUAL_PERCENT,
  WHEN_DELETED,
  WHEN_GROUPLESS,
} from './choices'

const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as [K, ...K[]]

const name = line(LONGEST_NAME, 'input.name')

export const retirementInput = z.enum(keysOf(RETIREMENTS))

/** Step 1 of the wizard. */
export const generalInput = z.object({
  name,
  provider: z.enum(keysOf(PROVIDERS), say('input.provider')).default('other'),
})

/** What an integration is made of. Group sync is off unless it is turned on. */
export const integrationFacts = generalInput.extend({ groupSync: z.boolean().default(false) })
export type IntegrationInput = z.infer<typeof integrationFacts>

/** Both steps, and the id that the integration is to have. */
export const integrationInput = integrationFacts.extend({ id: z.uuidv7(say('input.invalid')) })

/** Whose identity provider it is, chosen later than in the wizard. */
export const providerInput = z.enum(keysOf(PROVIDERS))

export const renameInput = z.object({ name })

export const tokenInput = z.object({
  name,
  expiry: z.enum(EXPIRIES, say('input.expiry')).default('1-year'),
  access: z.enum(ACCESS, say('input.access')).default('read-write'),
})
export type TokenInput = z.infer<typeof tokenInput>

const MOST_DOMAINS = 100
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const DOMAIN = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})+$`, 'u')

/** Domains as people type them: in any case, with or without an @ in front, parted by commas, spaces or lines. */
const domains = z.string().transform((text, refusal) => {
  const typed = text.split(/[\s,;]+/u).map((domain) => domain.replace(/^@/, '').toLowerCase())
  const listed = [...new Set(typed.filter((domain) => domain !== ''))]
  const wrong = listed.find((domain) => !DOMAIN.test(domain))
  if (wrong !== undefined) {
    refusal.addIssue(say('input.domain', { domain: wrong.slice(0, 60) }))
  }
  if (listed.length > MOST_DOMAINS) refusal.addIssue(say('input.domains', { max: MOST_DOMAINS }))
  return listed
})

const bounds = say('input.percent', { least: LEAST_PERCENT, most: MOST_PERCENT })
const percent = z.coerce.number(bounds).int(bounds).min(LEAST_PERCENT, bounds).max(MOST_PERCENT, bounds)

/** The rules of an integration. No domains: every domain is allowed. */
export const rulesInput = z.object({
  allowedDomains: domains.default([]),
  whenGroupless: z.enum(WHEN_GROUPLESS, say('input.whenGroupless')).default('nothing'),
  whenDeleted: z.enum(WHEN_DELETED, say('input.whenDeleted')).default('delete'),
  /** Null, or `off` from a form, leaves the integration unguarded. */
  massChangePercent: z
    .preprocess((typed) => (typed === 'off' ? null : typed), percent.nullable())
    .default(USUAL_PERCENT),
})
export type RulesInput = z.infer<typeof rulesInput>

export const deletionInput = z.object({
  /** The integration's name, typed again. */
  confirmation: z.string().trim(),
  people: z.enum(FATES, say('input.fate')),
})
