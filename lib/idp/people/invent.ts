import { pick, type Random, randomText } from '../random'
import { NAMES } from './names'
import { DEPARTMENTS, OFFICES, TEAMS } from './work'

/** A plausible employee; which attributes of it a provider sends is the provider's affair. */
export type InventedPerson = {
  /** Unique in its batch: `given.family@domain` in ASCII, numbered when two are alike. */
  login: string
  givenName: string
  familyName: string
  locale: string
  title: string
  department: string
  division: string
  timezone: string
  employeeNumber: string
  phone: string
}

/** `count` people of many languages; the same random numbers give the same people. */
export function inventPeople(count: number, random: Random, domain = 'acme.example'): InventedPerson[] {
  const taken = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => {
    const names = pick(NAMES, random)
    const given = pickName(names.given, random)
    const family = pickName(names.family, random)
    const department = pick(DEPARTMENTS, random)
    const stem = `${given.latin}.${family.latin}`
    const times = (taken.get(stem) ?? 0) + 1
    taken.set(stem, times)
    return {
      login: `${stem}${times > 1 ? times : ''}@${domain}`,
      givenName: given.written,
      familyName: family.written,
      locale: names.locale,
      title: pick(department.titles, random),
      department: department.name,
      ...pick(OFFICES, random),
      employeeNumber: String(10_001 + index),
      phone: `+1 555 01${randomText(2, '0123456789', random)}`,
    }
  })
}

/** A title of the same department, or of another for those who move. */
export function inventTitle(department: string, random: Random): string {
  return pick(DEPARTMENTS.find(({ name }) => name === department)?.titles ?? ['Specialist'], random)
}

/** `count` different group names: departments and teams in turn, numbered when there are not enough. */
export function inventGroupNames(count: number): string[] {
  const names: string[] = []
  for (let index = 0; index < Math.max(DEPARTMENTS.length, TEAMS.length); index++) {
    const department = DEPARTMENTS[index]?.name
    const team = TEAMS[index]
    if (department !== undefined) names.push(department)
    if (team !== undefined) names.push(team)
  }
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / names.length)
    return `${names[index % names.length]}${round > 0 ? ` ${round + 1}` : ''}`
  })
}

function pickName(list: string, random: Random): { written: string; latin: string } {
  const [written = '', latin] = pick(list.split(', '), random).split('/')
  return { written, latin: latin ?? asciiOf(written) }
}

const LETTERS: Record<string, string> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßłøæđðþı]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z-]/g, '')
}
