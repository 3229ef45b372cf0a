import { printPath } from '../path'
import type { Filter } from './ast'

/** The filter as text, in the schema's spelling; parsing it again gives the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `${printOperand(filter.left, filter.kind, false)} ${filter.kind} ${printOperand(filter.right, filter.kind, true)}`
    case 'not':
      return `not (${printFilter(filter.of)})`
    case 'present':
      return `${printPath(filter.path)} pr`
    case 'compare':
      return `${printPath(filter.path)} ${filter.op} ${JSON.stringify(filter.value)}`
    case 'some':
      return `${printPath(filter.path)}[${printFilter(filter.where)}]`
  }
}

/** `and` binds more tightly than `or`, and both group from the left. */
function printOperand(operand: Filter, within: 'and' | 'or', right: boolean): string {
  const grouped =
    (operand.kind === 'or' && (within === 'and' || right)) ||
    (operand.kind === 'and' && within === 'and' && right)
  return grouped ? `(${printFilter(operand)})` : printFilter(operand)
}
