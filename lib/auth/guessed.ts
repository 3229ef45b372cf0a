import { dictionary } from '@zxcvbn-ts/language-common'

/** The nearly fifty thousand passwords that were found most often where passwords were stolen (ASVS 6.2.4). */
const COMMON = new Set(dictionary['passwords-common'] as readonly string[])

/** What people choose here beside those (ASVS 6.2.11): the product, what it speaks to, a company, German words. */
const OF_THIS_PLACE = new Set([
  ...['rollcall', 'scim', 'okta', 'entra', 'onelogin', 'jumpcloud', 'pingone', 'company', 'firma'],
  ...['kennwort', 'willkommen', 'geheim', 'büro', 'frühling', 'märz', 'münchen', 'zürich', 'fußball'],
  ...['januar', 'februar', 'oktober', 'dezember', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag'],
])

/** Shorter words stand in anything: `kt` is a common password too. */
const LEAST_WORD = 4

/** A word with more than so many characters around it is no longer guessed by trying what is around it. */
const MOST_AROUND = 8

const STAND_FOR: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '5': 's',
  $: 's',
}

/**
 * Whether a password is among those that are guessed first: a common one, a common word with a year or signs around
 * it, a run. @param password of at least eight characters
 */
export function isGuessedFirst(password: string): boolean {
  const folded = password.toLowerCase()
  if (COMMON.has(folded) || isRun(folded) || isRepeated(folded)) return true
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (folded.length - core.length > MOST_AROUND) return false
  const word = core.replace(/[@0135$]/g, (sign) => STAND_FOR[sign] ?? sign)
  return word.length >= LEAST_WORD && (COMMON.has(word) || OF_THIS_PLACE.has(word))
}

/** `abcdefgh`, `98765432`; also over the end of the digits, `34567890`. */
function isRun(text: string): boolean {
  return ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz'].some(
    (row) => row.includes(text) || [...row].reverse().join('').includes(text),
  )
}

/** `aaaaaaaa`, `abcabcabc`: one part of up to four characters, again and again. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+$/su.test(text)
}
