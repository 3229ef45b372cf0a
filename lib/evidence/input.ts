import { z } from 'zod'
import { say } from '@/lib/messages/text'

const page = z.coerce.number().int().min(1).max(1_000_000).catch(1)
const size = z.coerce
  .number()
  .pipe(z.union([z.literal(25), z.literal(50), z.literal(100)]))
  .catch(25)

/** A page of the files that were taken away. */
export const stampSearch = z.object({ page, size })
export type StampSearch = z.infer<typeof stampSearch>

/** The SHA-256 of a file in hexadecimal, as tools print it: what stands after it is the file’s name. */
export const checksumInput = z
  .string(say('evidence.verify.notChecksum'))
  .trim()
  .transform((typed) => typed.split(/\s/)[0]?.toLowerCase() ?? '')
  .refine((typed) => /^[0-9a-f]{64}$/.test(typed), say('evidence.verify.notChecksum'))

const day = z.iso.date().catch('')

/**
 * Which joiners and leavers are asked for: days are whole ones in UTC, both of them in the period. Without days it is the
 * last ninety; with a seed, those whom it draws.
 */
export const movementSearch = z.object({
  q: z
    .string()
    .transform((typed) => typed.replace(/\0/g, '').trim().slice(0, 200))
    .catch(''),
  movement: z.enum(['joined', 'returned', 'left', '']).catch(''),
  from: day,
  to: day,
  seed: z
    .string()
    .regex(/^[\w-]{1,32}$/)
    .catch(''),
  page,
  size,
})
export type MovementSearch = z.infer<typeof movementSearch>
