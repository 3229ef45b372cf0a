/** The passwords of eight characters and more that are guessed first. */
const GUESSED_FIRST = new Set(
  `1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx qwertyui qwertyuiop qwertzui qwertzuiop
  asdfghjk asdfghjkl yxcvbnm1 zxcvbnm1 asdf1234 qwer1234 abcd1234 abc12345 a1b2c3d4 aa123456 12341234 123123123
  11223344 12344321 14725836 147258369 123654789 159357456 741852963 trustno1`.split(/\s+/),
)

/** What most others are made of: one of these, with a year, a number or a sign around it. */
const WORDS = new Set(
  `password passwort passcode kennwort welcome willkommen hello hallo letmein changeme default secret geheim master
  admin administrator root superuser user guest login access system server network computer internet office
  company firma team test testing testtest temp temporary demo example rollcall scim okta microsoft google apple
  january february march april june july august september october november december
  januar februar maerz märz juni juli oktober dezember
  monday tuesday wednesday thursday friday saturday sunday
  montag dienstag mittwoch donnerstag freitag samstag sonntag
  spring summer autumn winter fruehling frühling sommer herbst
  london berlin paris munich muenchen münchen hamburg vienna zurich newyork chicago america deutschland
  qwerty qwertz asdfgh iloveyou sunshine princess football fussball fußball baseball basketball soccer hockey
  superman batman spiderman starwars pokemon dragon monkey shadow flower freedom whatever jordan michael jessica
  ashley charlie daniel thomas andreas stefan schatz liebling familie family lovely cookie cheese pepper ginger`.split(
    /\s+/,
  ),
)

/** So many characters around a word are tried one after the other. */
const MOST_AROUND = 8

const STAND_FOR: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '5': 's',
  $: 's',
}

/** Whether a password is among those that are guessed first: a list, a word with something around it, a run. */
export function isGuessedFirst(password: string): boolean {
  const folded = password.toLowerCase()
  if (GUESSED_FIRST.has(folded) || isRun(folded) || isRepeated(folded)) return true
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const word = core.replace(/[@0135$]/g, (sign) => STAND_FOR[sign] ?? sign)
  return WORDS.has(word) && folded.length - core.length <= MOST_AROUND
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
