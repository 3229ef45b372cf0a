/** Letters of Latin alphabets that are no base letter with a mark on it. */
const SPELT: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

const MAX = 40

/**
 * A name as it stands in URLs: only `[a-z0-9-]`, since Okta refuses `_` in a base URL; never empty.
 * `attempt` 1 is the plain slug, 2 and more add the number.
 */
export function slugOf(name: string, attempt = 1): string {
  const plain = name
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => SPELT[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX)
    .replace(/^-+|-+$/g, '')
  return `${plain || 'company'}${attempt > 1 ? `-${attempt}` : ''}`
}
