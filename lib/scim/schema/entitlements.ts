import type { EntitlementType } from '../types'
import { URN } from '../urns'
import { attribute, defineResource, type ResourceSchema } from './schema'

const readOnly = { mutability: 'readOnly' } as const

/** What Okta's entitlement discovery reads of a value that it may hand out; a person carries its `id` as `value`. */
const attributes = [
  attribute('displayName', 'The name to show.', { required: true, ...readOnly }),
  attribute('type', 'What it is one of, such as License or Profile.', readOnly),
  attribute('description', 'What it is for.', readOnly),
]

const SCHEMAS: Readonly<Record<EntitlementType, ResourceSchema<EntitlementType>>> = {
  Role: defineResource(
    'Role',
    '/Roles',
    { urn: URN.OKTA_ROLE, name: 'Role', description: 'A role that a user may have.', attributes },
    [],
  ),
  Entitlement: defineResource(
    'Entitlement',
    '/Entitlements',
    {
      urn: URN.OKTA_ENTITLEMENT,
      name: 'Entitlement',
      description: 'An entitlement that a user may have.',
      attributes,
    },
    [],
  ),
}

export function entitlementSchema(type: EntitlementType): ResourceSchema<EntitlementType> {
  return SCHEMAS[type]
}
