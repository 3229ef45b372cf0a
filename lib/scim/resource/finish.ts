import { invalidValue } from '../errors'
import { fold } from '../fold'
import type { ResourceSchema } from '../schema/schema'
import type { JsonObject } from '../types'

/** Checks what every resource of the type must have, and says by `schemas` which schemas it uses. */
export function finishResource(resource: JsonObject, schema: ResourceSchema): JsonObject {
  for (const { name } of schema.required) {
    const value = resource[name]
    if (typeof value === 'string' && value.trim() !== '') continue
    throw invalidValue(
      `${name}: a value is required. Check the attribute mapping for ${name} in your identity provider.`,
    )
  }
  const { schemas: _before, ...rest } = resource
  return { schemas: schemasOf(rest, schema), ...rest }
}

/** In an order that does not depend on the order of keys, so that an echo is the same resource. */
function schemasOf(resource: JsonObject, schema: ResourceSchema): string[] {
  const known = schema.extensions.map(({ urn }) => urn).filter((urn) => Object.hasOwn(resource, urn))
  const others = Object.keys(resource).filter((key) => fold(key).startsWith('urn:') && !known.includes(key))
  return [schema.core.urn, ...known, ...others.sort()]
}
