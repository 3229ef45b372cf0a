import type { JsonObject } from '../json'
import type { Task } from '../wire'
import { numberFault, readList } from './list'

/** What one import read ("To Okta"). */
export type OktaImport = {
  /** Every resource with an id, each once, in the server's order; inactive people are left out. */
  resources: JsonObject[]
  skippedInactive: number
  /** As the first page said. */
  totalResults: number
  pages: number
  /** Resources that came twice: the server's order is not stable. */
  duplicates: number
  /** Resources that `totalResults` promised and no page held: the server caps its pages below 100. */
  lost: number
  /** Why the import ended early without an error, as Okta's does. */
  stopped: string | undefined
}

const STEP = 100

/** A full read in steps of 100, whatever page size the server answers with, until `totalResults` is reached. */
export async function importAll(task: Task, endpoint: '/Users' | '/Groups'): Promise<OktaImport> {
  const found = new Map<string, JsonObject>()
  const result: OktaImport = {
    resources: [],
    skippedInactive: 0,
    totalResults: 0,
    pages: 0,
    duplicates: 0,
    lost: 0,
    stopped: undefined,
  }
  for (let startIndex = 1; ; startIndex += STEP) {
    const answer = await task.get(endpoint, { startIndex: String(startIndex), count: String(STEP) })
    const list = readList(answer.body ?? {})
    result.pages++
    result.stopped = numberFault(list)
    if (result.stopped !== undefined) break
    if (startIndex === 1) result.totalResults = Number(list.numbers.totalResults)
    for (const resource of list.resources) {
      if (typeof resource.id !== 'string') continue
      if (found.has(resource.id)) result.duplicates++
      found.set(resource.id, resource)
    }
    if (startIndex + STEP > Number(list.numbers.totalResults)) break
  }
  result.resources = [...found.values()].filter((resource) => resource.active !== false)
  result.skippedInactive = found.size - result.resources.length
  result.lost = result.stopped === undefined ? Math.max(0, result.totalResults - found.size) : 0
  return result
}

/** What is wrong with what an import read, in one sentence, or `undefined`. */
export function importFault({ stopped, lost, duplicates, totalResults }: OktaImport): string | undefined {
  if (stopped !== undefined) return stopped
  if (lost > 0)
    return `The list promises ${totalResults} and lacks ${lost} of them: pages must hold up to 100.`
  if (duplicates > 0) return `${duplicates} came twice: the order of the list is not stable.`
  return undefined
}
