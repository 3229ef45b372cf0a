import { invalidFilter } from '../errors'
import { fold } from '../fold'
import { LIMITS } from '../limits'
import type { ResourceSchema } from '../schema/schema'
import type { Compare, Filter, Literal, Syntax } from './ast'
import { checkFilter } from './check'
import { readQuoted, readWord } from './literal'

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])
const DELIMITER = /[\s()[\]"]/

/**
 * Reads a filter (RFC 7644 §3.4.2.2) and checks it against the schema. Beyond the grammar it accepts `not`
 * without parentheses and, after eq, a word without quotes. Throws invalidFilter, which names the place by its
 * position, counted from 1; also beyond `LIMITS.filterLength`, `filterDepth` and `filterTerms`.
 */
export function parseFilter(text: string, schema: ResourceSchema): Filter {
  return checkFilter(parseSyntax(text), schema)
}

/** The filter as written, not yet checked against a schema. Throws as `parseFilter`. */
export function parseSyntax(text: string): Syntax {
  const reader = new FilterReader(text)
  const filter = reader.readFilter(0)
  reader.expectEnd()
  return filter
}

/** Reads the path of a PATCH: `emails`, `emails[type eq "work"]`, `emails[type eq "work"].value`. */
export function parseValuePath(text: string): { name: string; where?: Syntax; sub?: string } {
  const reader = new FilterReader(text)
  const name = reader.readName('an attribute')
  if (!reader.skip('[')) {
    reader.expectEnd()
    return { name }
  }
  const where = reader.readFilter(1)
  reader.expect(']')
  const sub = reader.readSub()
  reader.expectEnd()
  return sub === undefined ? { name, where } : { name, where, sub }
}

class FilterReader {
  private at = 0
  private terms = 0

  constructor(private readonly source: string) {
    if (source.length > LIMITS.filterLength) {
      throw invalidFilter(
        `The filter has ${source.length} characters; at most ${LIMITS.filterLength} are accepted. ` +
          `It is cut off at position ${LIMITS.filterLength}.`,
      )
    }
  }

  readFilter(depth: number): Syntax {
    let left = this.readConjunction(depth)
    while (this.skipWord('or')) left = { kind: 'or', left, right: this.readConjunction(depth) }
    return left
  }

  private readConjunction(depth: number): Syntax {
    let left = this.readTerm(depth)
    while (this.skipWord('and')) left = { kind: 'and', left, right: this.readTerm(depth) }
    return left
  }

  private readTerm(depth: number): Syntax {
    if (depth > LIMITS.filterDepth) {
      throw this.refuse(`more than ${LIMITS.filterDepth} levels of parentheses`)
    }
    if (this.skip('(')) return this.readGroup(depth + 1)
    if (!this.skipWord('not')) return this.readExpression(depth)
    const of = this.skip('(') ? this.readGroup(depth + 1) : this.readTerm(depth + 1)
    return { kind: 'not', of }
  }

  private readGroup(depth: number): Syntax {
    const group = this.readFilter(depth)
    this.expect(')')
    return group
  }

  private readExpression(depth: number): Syntax {
    const start = this.skipSpace()
    const name = this.readName('an attribute')
    this.terms++
    if (this.terms > LIMITS.filterTerms)
      throw this.refuse(`more than ${LIMITS.filterTerms} comparisons`, start)
    if (!this.skip('[')) return this.readComparison(name, start + 1)
    const where = this.readFilter(depth + 1)
    this.expect(']')
    const subAt = this.at + 2
    const sub = this.readSub()
    const all: Syntax =
      sub === undefined ? where : { kind: 'and', left: where, right: this.readComparison(sub, subAt) }
    return { kind: 'some', name, at: start + 1, where: all }
  }

  private readComparison(name: string, at: number): Syntax {
    const start = this.skipSpace()
    const op = fold(this.readName('an operator'))
    if (op === 'pr') return { kind: 'present', name, at }
    if (!OPERATORS.has(op)) {
      throw this.refuse('expected an operator: eq, ne, co, sw, ew, gt, ge, lt, le or pr', start)
    }
    return { kind: 'compare', name, at, op: op as Compare, literal: this.readLiteral(op) }
  }

  private readLiteral(op: string): Literal {
    const start = this.skipSpace()
    if (this.source[start] === '"') {
      const { text, end } = readQuoted(this.source, start)
      this.at = end
      return { value: text, text, at: start + 1 }
    }
    const literal = readWord(this.readName('a value'), start + 1)
    if (typeof literal.value === 'string' && op !== 'eq') {
      throw this.refuse('expected a value: text in double quotes, a number, true, false or null', start)
    }
    return literal
  }

  /** The name after a closing bracket: `.value`. */
  readSub(): string | undefined {
    if (this.source[this.at] !== '.') return undefined
    this.at++
    return this.readName('a sub-attribute')
  }

  readName(what: string): string {
    const start = this.skipSpace()
    const word = this.peekWord()
    if (word === '') throw this.refuse(`expected ${what}`, start)
    this.at = start + word.length
    return word
  }

  expect(mark: string): void {
    if (!this.skip(mark)) throw this.refuse(`expected ${mark}`)
  }

  expectEnd(): void {
    if (this.skipSpace() < this.source.length) throw this.refuse('expected and, or, or the end')
  }

  skip(mark: string): boolean {
    if (this.source[this.skipSpace()] !== mark) return false
    this.at++
    return true
  }

  private skipWord(expected: string): boolean {
    this.skipSpace()
    if (fold(this.peekWord()) !== expected) return false
    this.at += expected.length
    return true
  }

  private peekWord(): string {
    let end = this.at
    while (end < this.source.length && !DELIMITER.test(this.source.charAt(end))) end++
    return this.source.slice(this.at, end)
  }

  private skipSpace(): number {
    while (/\s/.test(this.source.charAt(this.at))) this.at++
    return this.at
  }

  private refuse(expected: string, at = this.skipSpace()) {
    const near = this.source.slice(at, at + 20)
    const place = near === '' ? 'at its end' : `near “${near}”`
    return invalidFilter(`The filter is not understood at position ${at + 1}, ${place}: ${expected}.`)
  }
}
