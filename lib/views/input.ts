import { z } from 'zod'
import { line } from '@/lib/base/input'

/** The lists that views are kept of. */
export const VIEW_LISTS = ['users', 'groups', 'activity', 'audit-log'] as const
export type ViewList = (typeof VIEW_LISTS)[number]

/** What an address may say after its question mark: filters, sort, columns and density of any list. */
const query = z
  .string()
  .max(2_000)
  .regex(/^[^\s#\p{Cc}\p{Cs}]*$/u)

export const viewListInput = z.enum(VIEW_LISTS)

export const viewInput = z.object({
  name: line(64, 'input.name'),
  query,
  /** A checkbox: absent when it is not ticked. */
  shared: z
    .literal('on')
    .optional()
    .transform((ticked) => ticked === 'on'),
})
export type ViewInput = z.output<typeof viewInput>

export const viewQueryInput = query
