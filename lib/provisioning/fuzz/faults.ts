import { URN } from '@/lib/scim'
import type { ScimResponse } from '../request'

/** What is wrong with an answer whatever was asked; empty when nothing is. */
export function faultsOf({ status, headers, body }: ScimResponse): string[] {
  if (status >= 500) return [`status ${status}`]
  if (body === '') return [204, 304].includes(status) ? [] : [`${status} without a body`]
  if (status === 204 || status === 304) return [`a ${status} with a body`]
  const type = headers['content-type'] ?? ''
  if (!/^application\/scim\+json\b/.test(type)) return [`content-type “${type}”`]
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return ['a body that is no JSON']
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return ['a body that is no object']
  const { schemas, status: told, detail } = json as Record<string, unknown>
  if (!Array.isArray(schemas)) return ['a body without schemas']
  if (status < 400) return []
  const isError = schemas[0] === URN.ERROR && told === String(status) && typeof detail === 'string' && detail
  return isError ? [] : ['an error that is no SCIM error']
}

/** The names that every object, list, text, number and function of the process inherits. */
export function inheritedNames(): string {
  const prototypes = [Object, Array, String, Number, Boolean, Function, Map, Set].map(
    ({ prototype }) => prototype,
  )
  return JSON.stringify(prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String)))
}
