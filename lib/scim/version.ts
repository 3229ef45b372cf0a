import { preconditionFailed } from './errors'

/** The entity tags of If-Match and If-None-Match, without quotes and `W/`; `*` stands for any version. */
export type Preconditions = { match?: ReadonlySet<string>; noneMatch?: ReadonlySet<string> }

/** The entity tag of a version of a resource, as in `meta.version` and ETag: `W/"3"` (RFC 7644 §3.14). */
export function etag(version: number): string {
  return `W/"${version}"`
}

/** Reads the two headers; an empty one asks for nothing. */
export function readPreconditions(headers: {
  ifMatch?: string | undefined
  ifNoneMatch?: string | undefined
}): Preconditions {
  const preconditions: Preconditions = {}
  if (headers.ifMatch) preconditions.match = readTags(headers.ifMatch)
  if (headers.ifNoneMatch) preconditions.noneMatch = readTags(headers.ifNoneMatch)
  return preconditions
}

/**
 * Compares with the resource's version, weakly. `not-modified` is the answer 304 to a read whose If-None-Match
 * names the version; before a write, the same throws 412, as does an If-Match that names only others.
 */
export function checkVersion(
  preconditions: Preconditions,
  version: number,
  access: 'read' | 'write' = 'read',
): 'proceed' | 'not-modified' {
  const { match, noneMatch } = preconditions
  if (match !== undefined && !holds(match, version)) {
    throw preconditionFailed(
      `The resource has changed: it is at version ${etag(version)} now. Read it again, then repeat the change.`,
    )
  }
  if (noneMatch === undefined || !holds(noneMatch, version)) return 'proceed'
  if (access === 'read') return 'not-modified'
  throw preconditionFailed(`The resource is at version ${etag(version)}, which If-None-Match excludes.`)
}

function readTags(header: string): ReadonlySet<string> {
  return new Set(header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', '')))
}

function holds(tags: ReadonlySet<string>, version: number): boolean {
  return tags.has('*') || tags.has(String(version))
}
