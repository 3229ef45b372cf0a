import { isObject, valueAt } from '../json'
import type { JsonObject } from '../types'

/**
 * A resource under change. What lies in it is copied when it is first opened, and only then: the original stays
 * as it is, and a thousand operations on a large extension cost one copy of it.
 */
export class Draft {
  readonly resource: JsonObject
  private readonly opened = new Map<JsonObject, { parent: JsonObject; key: string }>()

  constructor(original: JsonObject) {
    this.resource = { ...original }
  }

  /** The object under a key of `resource` or of an opened object, free to be changed; a new one if there is none. */
  open(parent: JsonObject, key: string): JsonObject {
    const before = valueAt(parent, key)
    if (isObject(before) && this.opened.has(before)) return before
    const copy = isObject(before) ? { ...before } : {}
    this.opened.set(copy, { parent, key })
    parent[key] = copy
    return copy
  }

  /** The resource, without the opened objects that nothing is left in. */
  close(): JsonObject {
    for (const [object, { parent, key }] of [...this.opened].reverse()) {
      if (parent[key] === object && Object.keys(object).length === 0) delete parent[key]
    }
    return this.resource
  }
}
