import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'
import { METHODS, RANGES, RESULTS, RETENTION } from './choices'

export const retentionInput = z.object({
  days: z.coerce
    .number(say('input.retention', RETENTION))
    .int(say('input.retention', RETENTION))
    .min(RETENTION.least, say('input.retention', RETENTION))
    .max(RETENTION.most, say('input.retention', RETENTION)),
})

/** The same of one integration; nothing typed: as the company. */
export const ownRetentionInput = z.object({
  days: z.preprocess((typed) => (typed === '' ? null : typed), retentionInput.shape.days.nullable()),
})

/** Why somebody lets a problem be. */
export const ignoreInput = z.object({ reason: line(200, 'input.reason') })

const text = z
  .string()
  .transform((typed) => typed.replaceAll('\0', '').trim().slice(0, 200))
  .catch('')
const id = z.uuid().catch('')
const moment = z.coerce.number().int().min(0).max(8_640_000_000_000).catch(0)

/**
 * What the Activity of an integration is asked for; empty text and 0 mean “any”. `from` and `to` are milliseconds;
 * `range` counts back from now and yields to them. `after` is where the page before ended, `newer` the newest row known.
 */
export const activitySearch = z.object({
  q: text,
  result: z.enum([...RESULTS, '']).catch(''),
  type: z.enum(['User', 'Group', '']).catch(''),
  method: z.enum([...METHODS, '']).catch(''),
  token: id,
  resource: id,
  reads: z.enum(['show', '']).catch(''),
  range: z.enum([...RANGES, '']).catch(''),
  from: moment,
  to: moment,
  after: text,
  newer: text,
})
export type ActivitySearch = z.infer<typeof activitySearch>
