import { isObject, type Json, type JsonObject } from './json'

/**
 * What of `pattern` does not hold for `actual`: one sentence each, none when all holds. An object matches when each of
 * its keys does (others may be there); a list when it is as long and each pattern finds an element of its own, in any
 * order; anything else when it is equal. An object with a key that starts with `$` is a test instead:
 * `{"$is": "string" | "number" | "integer" | "boolean" | "nonEmpty"}`, `{"$text": "401"}` (equal as text),
 * `{"$matches": "regular expression"}`, `{"$includes": [patterns]}`, `{"$first": pattern}`, `{"$not": pattern}`.
 */
export function mismatches(pattern: Json, actual: Json | undefined, place = 'body'): string[] {
  if (isObject(pattern)) {
    const test = Object.keys(pattern).find((key) => key.startsWith('$'))
    if (test !== undefined) return testMismatch(test, pattern[test] ?? null, actual, place)
    return objectMismatches(pattern, actual, place)
  }
  if (Array.isArray(pattern)) return listMismatches(pattern, actual, place)
  return pattern === actual ? [] : [`${place} is ${show(actual)}, expected ${show(pattern)}`]
}

function objectMismatches(pattern: JsonObject, actual: Json | undefined, place: string): string[] {
  if (!isObject(actual)) return [`${place} is ${show(actual)}, expected an object`]
  return Object.entries(pattern).flatMap(([key, value]) =>
    mismatches(value, Object.hasOwn(actual, key) ? actual[key] : undefined, `${place}.${key}`),
  )
}

function listMismatches(pattern: Json[], actual: Json | undefined, place: string): string[] {
  if (!Array.isArray(actual)) return [`${place} is ${show(actual)}, expected a list`]
  if (actual.length !== pattern.length) {
    return [`${place} has ${actual.length} elements, expected ${pattern.length}: ${show(actual)}`]
  }
  return missingElements(pattern, actual, place)
}

function missingElements(pattern: Json[], actual: Json[], place: string): string[] {
  const rest = [...actual]
  return pattern.flatMap((wanted) => {
    const index = rest.findIndex((element) => mismatches(wanted, element).length === 0)
    if (index < 0) return [`${place} has no element like ${show(wanted)}: ${show(actual)}`]
    rest.splice(index, 1)
    return []
  })
}

function testMismatch(test: string, operand: Json, actual: Json | undefined, place: string): string[] {
  const unless = (holds: boolean, expected: string) =>
    holds ? [] : [`${place} is ${show(actual)}, expected ${expected}`]
  switch (test) {
    case '$is':
      return unless(isKind(String(operand), actual), `${operand}`)
    case '$text':
      return unless(String(actual) === operand, `${operand} as text`)
    case '$matches':
      return unless(new RegExp(String(operand)).test(String(actual)), `a match of ${operand}`)
    case '$not':
      return unless(mismatches(operand, actual).length > 0, `anything but ${show(operand)}`)
    case '$first':
      return mismatches(operand, Array.isArray(actual) ? actual[0] : undefined, `${place}[0]`)
    case '$includes':
      if (!Array.isArray(actual)) return unless(false, 'a list')
      return missingElements(Array.isArray(operand) ? operand : [operand], actual, place)
    default:
      throw new TypeError(`A pattern has no test ${test}.`)
  }
}

function isKind(kind: string, actual: Json | undefined): boolean {
  switch (kind) {
    case 'integer':
      return Number.isInteger(actual)
    case 'nonEmpty':
      return actual !== undefined && actual !== null && actual !== '' && show(actual) !== '[]'
    case 'string':
    case 'number':
    case 'boolean':
      return typeof actual === kind
    default:
      throw new TypeError(`A pattern has no kind ${kind}.`)
  }
}

function show(value: Json | undefined): string {
  if (value === undefined) return 'absent'
  const text = JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
