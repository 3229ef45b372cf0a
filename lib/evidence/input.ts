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
