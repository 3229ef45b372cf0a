import type { DerivedSchema } from './discovery-derived'
import { notFound } from './errors'
import { fold } from './fold'
import { LIMITS } from './limits'
import { listResponse } from './page'
import type { DiscoveryEndpoint } from './route'
import { entitlementSchema } from './schema/entitlements'
import { groupSchema } from './schema/group'
import type { Attribute, ResourceSchema, SchemaDefinition } from './schema/schema'
import { userSchema } from './schema/user'
import { clip } from './text'
import type { EntitlementType, JsonObject } from './types'
import { URN } from './urns'

/**
 * `extensions` are those that no schema here declares but clients have sent; `entitlements` are the kinds of which
 * the application offers any.
 */
type Context = {
  baseUrl: string
  groupSync: boolean
  extensions: readonly DerivedSchema[]
  entitlements?: readonly EntitlementType[]
}

/**
 * What the endpoints of RFC 7644 §4 answer: a list, or the one with the `id`, in any case. Group is left out
 * while group sync is off. Throws 404 for an unknown id.
 */
export function discovery(endpoint: DiscoveryEndpoint, id: string | undefined, context: Context): JsonObject {
  if (endpoint === 'ServiceProviderConfig') return serviceProviderConfig(context.baseUrl)
  const resources = resourcesOf(endpoint, context)
  if (id === undefined) return listResponse({ resources, totalResults: resources.length, startIndex: 1 })
  const found = resources.find((resource) => fold(String(resource.id)) === fold(id))
  if (found === undefined) throw notFound(`${endpoint} has no ${clip(id)}.`)
  return found
}

function resourcesOf(endpoint: 'ResourceTypes' | 'Schemas', context: Context): JsonObject[] {
  const types = [
    userSchema,
    ...(context.groupSync ? [groupSchema] : []),
    ...(context.entitlements ?? []).map(entitlementSchema),
  ]
  if (endpoint === 'ResourceTypes') return types.map((type) => resourceType(type, context))
  return types
    .flatMap(({ core, extensions }) => [core, ...extensions])
    .concat(context.extensions.map(({ definition }) => definition))
    .map((schema) => describeSchema(schema, context.baseUrl))
}

function serviceProviderConfig(baseUrl: string): JsonObject {
  return {
    schemas: [URN.SERVICE_PROVIDER_CONFIG],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: LIMITS.bulkOperations, maxPayloadSize: LIMITS.bulkBytes },
    filter: { supported: true, maxResults: LIMITS.maxPageSize },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: LIMITS.pageSize,
      maxPageSize: LIMITS.maxPageSize,
      cursorTimeout: LIMITS.cursorSeconds,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The SCIM token of an integration, in the Authorization header.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
      {
        type: 'httpbasic',
        name: 'HTTP Basic',
        description: 'The SCIM token of an integration as the password, with any user name.',
        specUri: 'https://www.rfc-editor.org/info/rfc7617',
        primary: false,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  }
}

function resourceType({ type, endpoint, core, extensions }: ResourceSchema, context: Context): JsonObject {
  const { baseUrl } = context
  const derived = context.extensions.filter(({ types }) => [...types].some((one) => one === type))
  const urns = [...extensions, ...derived.map(({ definition }) => definition)].map(({ urn }) => urn)
  const result: JsonObject = {
    schemas: [URN.RESOURCE_TYPE],
    id: type,
    name: type,
    endpoint,
    description: core.description,
    schema: core.urn,
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type}` },
  }
  if (urns.length > 0) result.schemaExtensions = urns.map((schema) => ({ schema, required: false }))
  return result
}

function describeSchema(
  { urn, name, description, attributes }: SchemaDefinition,
  baseUrl: string,
): JsonObject {
  return {
    schemas: [URN.SCHEMA],
    id: urn,
    name,
    description,
    attributes: attributes.map(describeAttribute),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${urn}` },
  }
}

/** RFC 7643 §7; characteristics without meaning for a type, such as caseExact for booleans, are left out. */
function describeAttribute(attribute: Attribute): JsonObject {
  const { name, type, multiValued, description, required, mutability, returned, uniqueness } = attribute
  const result: JsonObject = { name, type, multiValued, description, required, mutability, returned }
  if (type !== 'boolean' && type !== 'complex') {
    result.caseExact = attribute.caseExact
    result.uniqueness = uniqueness
  }
  if (attribute.canonicalValues.length > 0) result.canonicalValues = [...attribute.canonicalValues]
  if (attribute.referenceTypes.length > 0) result.referenceTypes = [...attribute.referenceTypes]
  if (type === 'complex') result.subAttributes = attribute.subAttributes.map(describeAttribute)
  return result
}
