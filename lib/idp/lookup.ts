import type { JsonObject } from './json'
import { readList } from './okta/list'
import type { Query, Task } from './wire'

export type Endpoint = '/Users' | '/Groups'

/** A resource that a lookup found, with its id. */
export type Found = { id: string; resource: JsonObject }

/** `attribute eq "value"`, with quotes and backslashes of the value escaped (RFC 7644 §3.4.2.2). */
export function equals(attribute: string, value: string): string {
  return `${attribute} eq "${escapeText(value)}"`
}

export function escapeText(value: string): string {
  return value.replace(/[\\"]/g, '\\$&')
}

/** The first hit of a filter. Throws `IdpTaskError` when the answer is no list, or the hit has no id. */
export async function findFirst(
  task: Task,
  endpoint: Endpoint,
  filter: string,
  query: Query = {},
): Promise<Found | undefined> {
  const { status, body } = await task.find(endpoint, { ...query, filter })
  if (status === 404 || body === undefined)
    throw task.failure('A lookup without a hit must answer 200 and a list.')
  const resource = readList(body).resources[0]
  return resource && { id: idOf(task, resource), resource }
}

/** The id of what was found or created. Throws `IdpTaskError` when there is none. */
export function idOf(task: Task, resource: JsonObject | undefined): string {
  const id = resource?.id
  if (typeof id !== 'string' || id === '') throw task.failure('The answer has no id.')
  return id
}

export function pathOf(endpoint: Endpoint, id: string): string {
  return `${endpoint}/${encodeURIComponent(id)}`
}
