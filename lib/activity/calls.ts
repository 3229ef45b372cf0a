import type { RequestRow } from '@/db/queries/requests'
import type { ResourceType } from '@/lib/scim'

/** What a call was about, read back from its row: as much as the log keeps of it. */
export type Subject = { type: ResourceType; id: string | null; name: string | null }

/** `/v2/Groups/{id}` → Group and the id; undefined for everything that is not below /Users or /Groups. */
const PATH = /^(?:\/v2)?\/+(users|groups)(?:\/+([^/?]+))?\/*$/i
const NAMES: Record<ResourceType, RegExp> = {
  User: /"userName"\s*:\s*"((?:[^"\\]|\\.)*)"/i,
  Group: /"displayName"\s*:\s*"((?:[^"\\]|\\.)*)"/i,
}

type Logged = Pick<RequestRow, 'method' | 'path' | 'status' | 'resourceId' | 'requestBody' | 'responseBody'>

/** True for a call that was to change something; a search is a read in any method. The log's indexes say the same. */
export function isWrite({ method, path }: Pick<RequestRow, 'method' | 'path'>): boolean {
  return method !== 'GET' && path.slice(-8) !== '/.search'
}

/** The person or group that a call was about; undefined when it was about none, or about several. */
export function subjectOf(row: Logged): Subject | undefined {
  const found = PATH.exec(row.path)
  if (!found) return undefined
  const type: ResourceType = found[1]?.toLowerCase() === 'users' ? 'User' : 'Group'
  return { type, id: row.resourceId, name: nameIn(type, row.requestBody) ?? nameIn(type, row.responseBody) }
}

/** The userName or displayName in a body, which may have been cut and need not be JSON any more. */
function nameIn(type: ResourceType, body: string | null): string | null {
  const found = body === null ? null : NAMES[type].exec(body)
  if (!found) return null
  try {
    return JSON.parse(`"${found[1]}"`)
  } catch {
    return found[1] ?? null
  }
}
