import { z } from 'zod'
import { line } from '@/lib/base/input'
import { isCustomPath, MOST_CUSTOM } from './custom-columns'

const LONGEST_TEXT = 200
/** PostgreSQL holds no NUL, so nothing stored can contain one. */
const NUL = /\0/g

const text = z
  .string()
  .transform((typed) => typed.replace(NUL, '').trim().slice(0, LONGEST_TEXT))
  .catch('')
const id = z.uuid().catch('')
const origin = z.enum(['idp', 'local', '']).catch('')
const since = z.enum(['1d', '7d', '30d', '']).catch('')
const problems = z.enum(['open', '']).catch('')
const page = z.coerce.number().int().min(1).max(1_000_000).catch(1)
const size = z.coerce
  .number()
  .pipe(z.union([z.literal(25), z.literal(50), z.literal(100)]))
  .catch(25)

/** What a list can be sorted by; `-` in front is descending. */
const USER_SORTS = [
  'name',
  '-name',
  'userName',
  '-userName',
  'status',
  '-status',
  'synced',
  '-synced',
  'created',
  '-created',
] as const

const GROUP_SORTS = ['name', '-name', 'changed', '-changed'] as const

/** Paths of attributes under names of the client’s own, whose values rows bring beside what they always have. */
const customColumns = z
  .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
  .transform((ids) => [...new Set(ids.filter(isCustomPath))].slice(0, MOST_CUSTOM))
  .catch([])

/**
 * What Target Users › Users is asked for: plain text (no filter language), filters whose empty text means
 * “any”, the order and the page. Wrong values fall back to the default, so that every address shows something.
 */
export const userSearch = z.object({
  q: text,
  status: z.enum(['active', 'inactive', 'suspended', '']).catch(''),
  origin,
  /** The id of the integration that manages them. */
  integration: id,
  /** The id of a group they are in, directly or through a group in it. */
  group: id,
  /** Synced within so many days. */
  since,
  problems,
  cols: customColumns,
  sort: z.enum(USER_SORTS).catch('name'),
  page,
  size,
})
export type UserSearch = z.infer<typeof userSearch>

/** The same of Target Users › Groups. */
export const groupSearch = z.object({
  q: text,
  origin,
  integration: id,
  members: z.enum(['none', '']).catch(''),
  problems,
  sort: z.enum(GROUP_SORTS).catch('name'),
  page,
  size,
})
export type GroupSearch = z.infer<typeof groupSearch>

/** A search among the members of one group, or the groups of one person. */
export const memberSearch = z.object({ q: text, page, size })
export type MemberSearch = z.infer<typeof memberSearch>

/** A page of history: what came before the row with this id. */
export const historySearch = z.object({
  before: id,
  limit: z.coerce.number().int().min(1).max(100).catch(25),
})
export type HistorySearch = z.infer<typeof historySearch>

/** So many rows can be chosen by name for an export; their ids stand in its address. */
export const MOST_CHOSEN = 300

/** What an export is asked with beside its search: `ids` of chosen people, `cols` to leave other columns out. */
export const exportChoice = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).max(MOST_CHOSEN))
    .optional(),
  cols: z
    .string()
    .transform((text) => text.split(','))
    .optional(),
})
export type ExportChoice = z.infer<typeof exportChoice>

/** Why somebody is suspended here: told to everybody who sees them, and kept in the audit log. */
export const suspensionInput = z.object({ reason: line(300, 'users.suspension.reasonMissing') })

/** Who is meant by “Why isn’t this person here?”. */
export const whereaboutsSearch = z.object({ q: text })

/** So many people of a list can be held against a group at once. */
export const MOST_COMPARED = 20_000

/** Who is in a group, as its identity provider says: userNames or e-mail addresses. */
export const comparedNames = z
  .array(
    z
      .string()
      .max(320)
      .transform((name) => name.replace(NUL, '')),
  )
  .max(MOST_COMPARED)
