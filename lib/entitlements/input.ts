import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'
import { KINDS } from './choices'

/** A line that may stay empty, which is null. */
const maybeLine = (max: number) =>
  z.preprocess(
    (text) => (typeof text === 'string' && text.trim() === '' ? null : text),
    line(max, 'input.missing').nullable().default(null),
  )

/** What may be changed later: people carry the value, so it stays what it is. */
export const entitlementChange = z.object({
  display: line(200, 'input.name'),
  type: maybeLine(100),
  /** Okta reads at most 1,000 characters. */
  description: maybeLine(1_000),
})
export type EntitlementChange = z.infer<typeof entitlementChange>

export const entitlementInput = entitlementChange.extend({
  kind: z.enum(KINDS, say('input.kind')),
  value: line(200, 'input.value').refine((value) => value !== '.' && value !== '..', say('input.dots')),
})
export type EntitlementInput = z.infer<typeof entitlementInput>
