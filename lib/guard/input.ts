import { z } from 'zod'
import { memberSearch } from '@/lib/directory/input'

/** A search in the set of an alarm; empty texts mean “any”. */
export const lossSearch = memberSearch.extend({
  loss: z.enum(['deactivated', 'deleted', 'removed', '']).catch(''),
  outcome: z.enum(['lost', 'back', 'restored', 'refused', '']).catch(''),
})
export type LossSearch = z.infer<typeof lossSearch>

/** Why an alarm is closed; nobody has to say. */
export const dismissalInput = z.object({
  reason: z.string().trim().max(300).default(''),
})
