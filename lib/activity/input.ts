import { z } from 'zod'
import { line } from '@/lib/base/input'
import { say } from '@/lib/messages/text'

/** How long a company may keep its request log, in days. */
export const RETENTION = { least: 30, most: 365, usual: 90 } as const

export const retentionInput = z.object({
  days: z.coerce
    .number(say('input.retention', RETENTION))
    .int(say('input.retention', RETENTION))
    .min(RETENTION.least, say('input.retention', RETENTION))
    .max(RETENTION.most, say('input.retention', RETENTION)),
})

/** Why somebody lets a problem be. */
export const ignoreInput = z.object({ reason: line(200, 'input.reason') })
