import { parseAst } from 'vitest/node'

type Node = { type: string; [field: string]: unknown }

/** Props and fields that people read, or hear. */
const READ =
  /^(title|label|.*Label|placeholder|alt|text|word|sentence|header|heading|description|hint|note|reason|legend|summary|empty|message|aria-label|aria-roledescription|aria-description|content)$/
/** What looks like words but is for machines. */
const UNREAD = new Set([
  'className',
  'classNames',
  'class',
  'd',
  'viewBox',
  'href',
  'key',
  'id',
  'name',
  'type',
  'rel',
])
/** Only these hand words on; everything else between an element and a text is no text. */
const HANDS_ON = /^(Conditional|Logical|TemplateLiteral|Parenthesized|TSAs|TSSatisfies)/
/** Types, addresses, and errors for programmers. */
const SILENT = /^(ImportDeclaration|ExportAllDeclaration|TSLiteralType|ThrowStatement|Directive)$/
/** Several words of which the first is capitalised, or a sign that only prose has. */
const PROSE = /^\p{Lu}[\p{L}’-]*\s+\p{L}|[’“”…]|^\p{Lu}\p{Ll}+[.:?]$/u
const LETTERS = /\p{L}{2,}/u
/** What is called so in every language, and keys of the catalogue. */
const NAMES = /^(Rollcall|SCIM|IDP|UTC|JSON|CSV|null|X{4}(-X{4})*|\w+(\.\w+)+)$/

/** The words that a source shows without asking the catalogue. */
export function findWords(source: string): string[] {
  return wordsIn(parseAst(source, { lang: 'tsx' }), false)
}

function wordsIn(node: unknown, isShown: boolean): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => wordsIn(each, isShown))
  if (!node || typeof node !== 'object' || !('type' in node)) return []
  const { type, ...fields } = node as Node
  switch (type) {
    case 'JSXText':
      return told(fields.value, true)
    case 'Literal':
      return told(fields.value, isShown)
    case 'TemplateElement':
      return told((fields.value as { cooked?: string }).cooked, isShown)
    case 'JSXElement':
    case 'JSXFragment':
      return [...wordsIn(fields.openingElement, false), ...wordsIn(fields.children, true)]
    case 'JSXExpressionContainer':
      return wordsIn(fields.expression, isShown)
    case 'JSXAttribute':
      return wordsOfNamed(nameOf(fields.name), fields.value)
    case 'Property':
      return wordsOfNamed(nameOf(fields.key), fields.value)
    case 'CallExpression':
      if ((fields.callee as Node).type === 'Super') return []
      return [
        ...wordsIn(fields.callee, false),
        ...wordsIn(fields.arguments, nameOf(fields.callee).startsWith('toast')),
      ]
    case 'ExportNamedDeclaration':
      return wordsIn(fields.declaration, false)
    default:
      if (SILENT.test(type)) return []
      return Object.values(fields).flatMap((each) => wordsIn(each, isShown && HANDS_ON.test(type)))
  }
}

function wordsOfNamed(name: string, value: unknown): string[] {
  return UNREAD.has(name) ? [] : wordsIn(value, READ.test(name))
}

function told(text: unknown, isShown: boolean): string[] {
  const words = typeof text === 'string' ? text.trim().replace(/\s+/g, ' ') : ''
  const isTold = LETTERS.test(words) && (isShown || PROSE.test(words)) && !NAMES.test(words)
  return isTold ? [words] : []
}

/** `title`, `aria-label`, `toast`, and the first name of `toast.success`. */
function nameOf(node: unknown): string {
  const { name, value, object } = (node ?? {}) as { name?: unknown; value?: unknown; object?: unknown }
  if (object) return nameOf(object)
  return typeof name === 'string' ? name : typeof value === 'string' ? value : ''
}
