import { isIP } from 'node:net'
import { z } from 'zod'
import { line } from '@/lib/base/input'
import { memberSearch } from '@/lib/directory/input'
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
  WHEN_DEACTIVATED,
  WHEN_DELETED,
  WHEN_GROUPLESS,
  WHEN_LOCAL,
  WHEN_LOCAL_GROUP,
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
export const integrationInput = integrationFacts.extend({
  id: z.uuidv7(say('input.invalid')),
  whenLocalGroup: z.enum(WHEN_LOCAL_GROUP, say('input.whenLocalGroup')).default('link'),
})

/** Whose identity provider it is, chosen later than in the wizard. */
export const providerInput = z.enum(keysOf(PROVIDERS))

export const renameInput = z.object({ name })

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

const MOST_ADDRESSES = 100

/** IP addresses and ranges as people type them, parted by commas, spaces or lines. */
const addresses = z.string().transform((text, refusal) => {
  const typed = text.split(/[\s,;]+/u).map((address) => address.toLowerCase())
  const listed = [...new Set(typed.filter((address) => address !== ''))]
  const wrong = listed.find((address) => !isRange(address))
  if (wrong !== undefined) refusal.addIssue(say('input.address', { address: wrong.slice(0, 60) }))
  if (listed.length > MOST_ADDRESSES) refusal.addIssue(say('input.addresses', { max: MOST_ADDRESSES }))
  return listed
})

/** From where a token, or a company’s console, may be used; empty, from everywhere. */
export const allowedAddressesInput = z.object({ allowedAddresses: addresses.default([]) })

export const tokenInput = allowedAddressesInput.extend({
  name,
  expiry: z.enum(EXPIRIES, say('input.expiry')).default('1-year'),
  access: z.enum(ACCESS, say('input.access')).default('read-write'),
})
export type TokenInput = Omit<z.infer<typeof tokenInput>, 'allowedAddresses'> & {
  allowedAddresses?: string[]
}

/** One address, or as many as share the first bits: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. */
function isRange(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && Number(bits ?? 0) <= (family === 4 ? 32 : 128)
}

const bounds = say('input.percent', { least: LEAST_PERCENT, most: MOST_PERCENT })
const percent = z.coerce.number(bounds).int(bounds).min(LEAST_PERCENT, bounds).max(MOST_PERCENT, bounds)

/** The rules of an integration. No domains: every domain is allowed; no addresses: calls come from everywhere. */
export const rulesInput = z.object({
  allowedDomains: domains.default([]),
  allowedAddresses: addresses.default([]),
  whenLocal: z.enum(WHEN_LOCAL, say('input.whenLocal')).default('claim'),
  whenDeactivated: z.enum(WHEN_DEACTIVATED, say('input.whenDeactivated')).default('keep'),
  whenGroupless: z.enum(WHEN_GROUPLESS, say('input.whenGroupless')).default('nothing'),
  whenDeleted: z.enum(WHEN_DELETED, say('input.whenDeleted')).default('delete'),
  /** Null, or `off` from a form, leaves the integration unguarded. */
  massChangePercent: z
    .preprocess((typed) => (typed === 'off' ? null : typed), percent.nullable())
    .default(USUAL_PERCENT),
})
export type RulesInput = z.infer<typeof rulesInput>

/** What is decided under Group Settings. */
export const groupRulesInput = z.object({
  whenLocalGroup: z.enum(WHEN_LOCAL_GROUP, say('input.whenLocalGroup')),
})
export const localGroupChoiceInput = z.enum(['link', 'separate'], say('input.whenLocalGroup')).nullable()
export type DecidedRules = RulesInput & z.infer<typeof groupRulesInput>

export const deletionInput = z.object({
  /** The integration's name, typed again. */
  confirmation: z.string().trim(),
  people: z.enum(FATES, say('input.fate')),
})

/** What is typed to bring an integration back: its name, and another one where that is taken. */
export const bringBackInput = z.object({
  confirmation: z.string().trim(),
  name: name.optional(),
})

/** A search among those who belonged to an integration that was brought back; empty texts mean “any”. */
export const returnedSearch = memberSearch.extend({
  outcome: z.enum(['lost', 'restored', 'refused', 'noted', '']).catch(''),
})
export type ReturnedSearch = z.infer<typeof returnedSearch>
