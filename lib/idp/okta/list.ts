import { isObject, type Json, type JsonObject } from '../json'
import type { Query, Task } from '../wire'

/** A ListResponse as Okta's parser reads it: key case is forgiven, the kinds of the numbers are not checked here. */
export type OktaList = {
  resources: JsonObject[]
  numbers: Record<'totalResults' | 'startIndex' | 'itemsPerPage', Json>
}

/** Okta's lookup: `eq`, percent-encoded, always with startIndex and count. */
function lookupQuery(attribute: string, value: string): Query {
  const quoted = value.replace(/[\\"]/g, '\\$&')
  return { filter: `${attribute} eq "${quoted}"`, startIndex: '1', count: '100' }
}

/** The first hit of a lookup; none for an empty list, and for a 404 with an Error body, which Okta tolerates. */
export async function lookup(
  task: Task,
  endpoint: '/Users' | '/Groups',
  attribute: string,
  value: string,
): Promise<{ id: string; resource: JsonObject } | undefined> {
  const answer = await task.find(endpoint, lookupQuery(attribute, value))
  if (answer.status === 404) return undefined
  const resource = readList(answer.body ?? {}).resources[0]
  if (!resource) return undefined
  if (typeof resource.id !== 'string' || resource.id === '') {
    throw task.failure('The lookup found a resource without an id.', answer.status)
  }
  return { id: resource.id, resource }
}

export function readList(body: JsonObject): OktaList {
  const folded = new Map(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]))
  const resources = folded.get('resources')
  return {
    resources: Array.isArray(resources) ? resources.filter(isObject) : [],
    numbers: {
      totalResults: folded.get('totalresults') ?? null,
      startIndex: folded.get('startindex') ?? null,
      itemsPerPage: folded.get('itemsperpage') ?? null,
    },
  }
}

/** Why Okta cannot go on with this list, or `undefined`: it demands JSON integers, `"1"` is none. */
export function numberFault(list: OktaList): string | undefined {
  for (const [name, value] of Object.entries(list.numbers)) {
    if (!Number.isInteger(value)) {
      return `The list stops here: ${name} is ${JSON.stringify(value)}, where Okta needs an integer.`
    }
  }
  return undefined
}
