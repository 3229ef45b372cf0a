import { pick, type Random } from '@/lib/idp/random'
import { URN } from '@/lib/scim'
import { ODD_TEXTS } from './odd'

/** Names that an attribute has, and some that none has. */
export const ATTRIBUTES: readonly string[] = [
  ...['userName', 'USERNAME', 'externalId', 'displayName', 'title', 'id', 'active', 'name', 'name.givenName'],
  ...['emails', 'emails.value', 'emails.type', 'emails.primary', 'groups', 'groups.value', 'groups.display'],
  ...['members', 'members.value', 'members.display', 'meta', 'meta.lastModified', 'meta.version', 'schemas'],
  ...['roles', 'photos.value', 'x509Certificates', 'addresses.locality', 'manager', 'department', 'password'],
  ...[`${URN.ENTERPRISE_USER}:manager.value`, `${URN.USER}:name.familyName`, URN.USER, 'urn:x:Foo:bar.baz'],
  ...[
    'urn:example:params:scim:schemas:extension:badge:2.0:User:doors',
    '__proto__',
    'constructor',
    'shoeSize',
  ],
]
const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'EQ', 'is']
const BRACKETED = ['emails', 'groups', 'members', 'name', 'roles', 'urn:x:Foo:bar', 'manager', 'title']
const INSIDE = ['type', 'value', 'primary', 'display', 'floor', 'givenName', '$ref']

/** A filter that is right more often than not. */
export function randomFilter(random: Random, depth = 0): string {
  const roll = random()
  const deeper = () => randomFilter(random, depth + 1)
  if (depth < 4 && roll < 0.2) return `${deeper()} ${random() < 0.5 ? 'and' : 'or'} ${deeper()}`
  if (depth < 4 && roll < 0.28) return `not (${deeper()})`
  if (depth < 4 && roll < 0.36) return `(${deeper()})`
  if (roll < 0.39) return '('.repeat(60) + deeper() + ')'.repeat(60)
  if (roll < 0.4) return Array.from({ length: 250 }, () => 'title pr').join(' or ')
  if (roll < 0.52) {
    const inside = `${comparison(pick(INSIDE, random), random)} and ${comparison(pick(INSIDE, random), random)}`
    const end = random() < 0.3 ? `.${comparison('value', random)}` : ''
    return `${pick(BRACKETED, random)}[${inside}]${end}`
  }
  return comparison(pick(ATTRIBUTES, random), random)
}

function comparison(name: string, random: Random): string {
  if (random() < 0.1) return `${name} pr`
  return `${name} ${pick(OPERATORS, random)} ${literal(random)}`
}

function literal(random: Random): string {
  const roll = random()
  if (roll < 0.1) return pick(['true', 'false', 'null', 'True', 'ann'], random)
  if (roll < 0.2) return pick(['0', '1', '-1.5', '1e999', '1e308', '99999999999999999999'], random)
  if (roll < 0.3) return '"2026-01-01T00:00:00Z"'
  if (roll < 0.6) return `"${pick(['a', 'ann', 'work', '@', 'W/\\"1\\"'], random)}"`
  return JSON.stringify(pick(ODD_TEXTS, random))
}
