export {
  type BulkMethod,
  type BulkOperation,
  type BulkRequest,
  type BulkResult,
  bulkResponse,
  isRefused,
  type RefusedOperation,
  readBulk,
} from './bulk'
export { type BulkStep, planBulk, referencesOf, resolveOperation } from './bulk-plan'
export {
  type CursorContent,
  type Position,
  queryIdentity,
  readCursor,
  searchIdentity,
  type Walk,
  writeCursor,
} from './cursor'
export { discovery } from './discovery'
export { type DerivedSchema, deriveSchemas, type SeenAttribute } from './discovery-derived'
export {
  errorBody,
  expiredCursor,
  forbidden,
  internal,
  invalidCount,
  invalidCursor,
  invalidFilter,
  invalidPath,
  invalidSyntax,
  invalidValue,
  invalidVers,
  methodNotAllowed,
  mutability,
  noTarget,
  notFound,
  notImplemented,
  payloadTooLarge,
  preconditionFailed,
  ScimError,
  type ScimType,
  sensitive,
  tooMany,
  tooManyRequests,
  unauthorized,
  unavailable,
  uniqueness,
  unsupportedMediaType,
} from './errors'
export type { Compare, Filter } from './filter/ast'
export { matches } from './filter/matches'
export { parseFilter } from './filter/parse'
export { printFilter } from './filter/print'
export { compareText, fold } from './fold'
export { LIMITS } from './limits'
export { cutPage } from './list-page'
export { listFrame, listJson, listResponse } from './page'
export { applyPatch } from './patch/apply'
export { foldMembers, type MemberChange, splitMembers } from './patch/members'
export type { MemberOperation, PatchOperation } from './patch/operation'
export { readPatch } from './patch/read'
export { readTarget } from './patch/target'
export { printPath, resolvePath } from './path'
export { pickText } from './pick'
export {
  type Projection,
  type Query,
  readParameters,
  readProjection,
  readQuery,
  readSearch,
} from './query'
export { project, wants } from './resource/project'
export { readMembers, readResource, replaceResource } from './resource/read'
export { readJson } from './resource/read-json'
export { sameResource } from './resource/same'
export { type PartQuery, type RootQuery, readRootSearch } from './root-search'
export { type Call, type DiscoveryEndpoint, route, type WriteCall } from './route'
export { entitlementSchema } from './schema/entitlements'
export { groupSchema } from './schema/group'
export type {
  Attribute,
  AttributePath,
  AttributeType,
  ResourceSchema,
  SchemaDefinition,
} from './schema/schema'
export { schemaOf } from './schema/schemas'
export { userSchema } from './schema/user'
export type { EntitlementType, Json, JsonObject, ResourceType } from './types'
export { URN } from './urns'
export { checkVersion, etag, type Preconditions, readPreconditions } from './version'
