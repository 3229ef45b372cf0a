import { z } from 'zod'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { tellsOfPhone } from '@/lib/tenancy/masking'
import { FIELDS, type Field } from './choices'
import { type Mapping, USUAL_PATHS } from './mapping'
import { readSource, type Source } from './source'

const MOST_TYPED = 4_000

/** What a form says of the fields: a path as it was typed, none for the usual one. */
const typedMapping = z.partialRecord(
  z.enum(FIELDS),
  z.object({ path: z.string().max(MOST_TYPED).optional(), required: z.boolean().optional() }),
)
export type TypedMapping = z.infer<typeof typedMapping>

export const fieldInput = z.enum(FIELDS)

/**
 * A mapping as it is kept: without what is as usual anyway.
 * @throws AppError `invalid`, at the field whose path is wrong
 */
export function readTyped(sent: unknown): Mapping {
  return readFields(sent, readPath)
}

/** A mapping as a page has shown it: what stands in it was kept once. @throws AppError `invalid` where it is none */
export function readSeen(sent: unknown): Mapping {
  return readFields(sent, (field, path) => (path === USUAL_PATHS[field] ? undefined : path))
}

function readFields(sent: unknown, pathOf: (field: Field, typed: string) => string | undefined): Mapping {
  const typed = typedMapping.safeParse(sent)
  if (!typed.success) throw new AppError('invalid', { key: 'input.invalid' })
  const kept: Partial<Record<Field, Mapping[string]>> = {}
  for (const field of FIELDS) {
    const of = typed.data[field]
    if (!of) continue
    const path = of.path === undefined ? undefined : pathOf(field, of.path)
    const entry = { ...(path !== undefined && { path }), ...(of.required && { required: true as const }) }
    if (Object.keys(entry).length > 0) kept[field] = entry
  }
  return kept
}

/** The path of a field as it is kept; undefined for the usual one. @throws AppError `invalid` at the field */
function readPath(field: Field, typed: string): string | undefined {
  const { path } = sourceAt(field, typed)
  return path === USUAL_PATHS[field] ? undefined : path
}

/** Fields with a column of their own, which does not tell where they are from: a number in it would not be masked. */
const SHOWN_TO_ALL: ReadonlySet<Field> = new Set(['displayName', 'email'])

/** From where a field is to be taken. @throws AppError `invalid` at the field */
export function sourceAt(field: Field, typed: string): Source {
  try {
    const source = readSource(typed)
    if (SHOWN_TO_ALL.has(field) && tellsOfPhone(source.path)) {
      throw new AppError('invalid', { key: 'mapping.errors.phone', values: { path: source.path } })
    }
    return source
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, error.text, { field })
    throw error
  }
}

const name = z
  .string()
  .max(200)
  .transform((typed) => typed.replace(/\0/g, '').trim())
  .catch('')

/** Whose fields are shown before and after, and who else could be. */
export const previewInput = z.object({
  userId: z.string().refine(isId).optional().catch(undefined),
  q: name.default(''),
})
