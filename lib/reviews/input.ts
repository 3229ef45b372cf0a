import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'
import { ROLES } from '@/lib/tenancy/permissions'
import { DECISIONS } from './choices'

/** What is decided of one member: to keep, to have another role, or to be removed; and why, in each case. */
export const decisionInput = z
  .object({
    decision: z.enum(DECISIONS, say('reviews.errors.decision')),
    role: z.enum(ROLES).optional().catch(undefined),
    reason: line(300, 'reviews.errors.reason'),
    /** When the decision was made that the page had shown; empty where it had shown none. */
    seen: z.string().max(40).catch(''),
  })
  .transform((input, context) => {
    if (input.decision === 'change' && input.role === undefined) {
      context.addIssue({ code: 'custom', path: ['decision'], message: say('reviews.errors.decision') })
    }
    return input
  })
export type DecisionInput = z.infer<typeof decisionInput>
