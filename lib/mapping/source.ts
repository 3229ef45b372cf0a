import { AppError } from '@/lib/base/errors'
import type { MessageKey } from '@/lib/messages/text'
import { type AttributePath, type Filter, printPath, readTarget, ScimError, userSchema } from '@/lib/scim'
import { LONGEST_PATH } from './choices'

/** Where a field is taken from: the path as it is shown and kept, and what it names. */
export type Source = { readonly path: string; readonly target: { path: AttributePath; where?: Filter } }

/** What is not among the attributes that are kept of a person: it is ours, or nobody’s to read. */
const NOT_KEPT: ReadonlySet<string> = new Set(['id', 'meta', 'schemas', 'groups', 'password'])

/**
 * Reads a path as somebody typed it: `title`, `name.formatted`, `emails[type eq "work"].value`, `urn:…:costCenter`.
 * @throws AppError `invalid` that says what is wrong with it
 */
export function readSource(typed: string): Source {
  const text = typed.trim()
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text
  const refuse = (key: MessageKey, values: Record<string, string> = {}) =>
    new AppError('invalid', { key, values: { path: shown, ...values } })
  if (text === '') throw refuse('mapping.errors.missing')
  if (text.length > LONGEST_PATH) throw refuse('mapping.errors.long')
  let target: Source['target']
  try {
    target = readTarget(text, userSchema)
  } catch (error) {
    if (!(error instanceof ScimError)) throw error
    if (!text.includes('[')) throw refuse('mapping.errors.unknown')
    if (error.scimType !== 'invalidFilter') throw refuse('mapping.errors.noList')
    throw refuse('mapping.errors.brackets', { example: 'emails[type eq "work"].value' })
  }
  const { path } = target
  if (path.name === '') throw refuse('mapping.errors.schema')
  if (!path.extension && NOT_KEPT.has(path.name)) throw refuse('mapping.errors.notKept')
  if (path.type === 'binary') throw refuse('mapping.errors.binary')
  const part = missingPart(path)
  if (part) throw refuse('mapping.errors.part', { example: `${printPath(path)}.${part}` })
  return { path: target.where ? text : printPath(path), target }
}

/** Whether a field could be taken from there. */
export function isSource(path: string): boolean {
  try {
    readSource(path)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** The part to name instead of an attribute that is made of parts; an attribute with a `value` means that one. */
function missingPart(path: AttributePath): string | undefined {
  if (!path.known || path.sub !== undefined || path.type !== 'complex') return undefined
  const key = path.extension ? `${path.schema}:${path.name}` : path.name
  const subs = userSchema.attributes.get(key)?.subs
  if (!subs || subs.has('value')) return undefined
  return [...subs.values()][0]?.name
}
