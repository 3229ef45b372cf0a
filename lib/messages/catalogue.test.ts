import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import compile from 'icu-minify/compile'
import { _createCache, _createIntlFormatters, createTranslator } from 'use-intl/core'
import formatText from 'use-intl/format-message'
import formatCompiled from 'use-intl/format-message/format-only'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from './catalogue'
import { LANGUAGE_TAGS, LOCALES, type Locale } from './locale'
import { argumentsOf } from './testing/arguments'

type Tree = { [name: string]: string | Tree }

function* entriesOf(tree: Tree, path = ''): Generator<[key: string, message: string]> {
  for (const [name, value] of Object.entries(tree)) {
    const key = path ? `${path}.${name}` : name
    if (typeof value === 'string') yield [key, value]
    else yield* entriesOf(value, key)
  }
}

const textsOf = (locale: Locale) => new Map(entriesOf(CATALOGUE[locale]))
const texts = textsOf('en')

const SAMPLE: Record<string, unknown> = {
  text: 'x',
  select: 'other',
  plural: 2,
  selectordinal: 2,
  number: 2,
  date: new Date(0),
  time: new Date(0),
  tag: (inside: unknown) => inside,
}

/** What was written, whether it comes in one piece or in several. */
const whole = (written: unknown) => (Array.isArray(written) ? written.flat(9).join('') : written)

describe('the catalogue', () => {
  it('has the same texts in every language', () => {
    for (const locale of LOCALES) expect([...textsOf(locale).keys()].sort()).toEqual([...texts.keys()].sort())
  })

  it('asks for the same values in every language', () => {
    const asked = (message: string) => [...argumentsOf(message)].map((each) => each.join(': ')).sort()
    const differing = LOCALES.flatMap((locale) =>
      [...textsOf(locale)]
        .filter(([key, message]) => `${asked(message)}` !== `${asked(texts.get(key) ?? '')}`)
        .map(([key]) => `${locale} ${key}`),
    )
    expect(differing).toEqual([])
  })

  it('holds only messages that can be written', () => {
    const failures: string[] = []
    for (const locale of LOCALES) {
      const t = createTranslator({
        locale: LANGUAGE_TAGS[locale],
        messages: CATALOGUE[locale],
        timeZone: 'UTC',
        onError: (error) => failures.push(`${locale} ${error.message}`),
      }) as { rich: (key: string, values: object) => unknown }
      for (const [key, message] of textsOf(locale)) {
        const values = [...argumentsOf(message)].map(([name, kind]) => [
          name.replace(/[<>]/g, ''),
          SAMPLE[kind],
        ])
        t.rich(key, Object.fromEntries(values))
      }
    }
    expect(failures).toEqual([])
  })

  it('reads the same compiled, as the browser has it, as it is written', () => {
    const options = { cache: _createCache(), timeZone: 'Asia/Tokyo' }
    const formatters = _createIntlFormatters(options.cache)
    for (const locale of LOCALES) {
      for (const [key, message] of textsOf(locale)) {
        for (const number of [0, 1, 2, 1234.5]) {
          const values = Object.fromEntries(
            [...argumentsOf(message)].map(([name, kind]) => [
              name.replace(/[<>]/g, ''),
              typeof SAMPLE[kind] === 'number' ? number : SAMPLE[kind],
            ]),
          )
          const given = [values as never, { ...options, formatters, locale: LANGUAGE_TAGS[locale] }] as const
          const compiled = whole(formatCompiled(key, compile(message), ...given))
          expect(compiled, `${locale} ${key}`).toEqual(whole(formatText(key, message, ...given)))
        }
      }
    }
  })

  it('holds no text that nothing shows', () => {
    expect([...texts.keys()].filter((key) => !isUsed(key))).toEqual([])
  })

  it('uses the signs of each language', () => {
    const straight = LOCALES.flatMap((locale) =>
      [...textsOf(locale)]
        .filter(([, message]) => /['"]|\.\.\./.test(message))
        .map(([key]) => `${locale} ${key}`),
    )
    expect(straight).toEqual([])
    expect([...textsOf('de')].filter(([, message]) => /”|’/.test(message)).map(([key]) => key)).toEqual([])
  })
})

/** Words for which German has another one in this console. */
const AVOIDED =
  /Identitätsanbieter|Identity-Provider(?!-)|\bOwner\b|Administratoren|Target Users|\bdu\b|\bdein/

describe('the German of the catalogue', () => {
  it('keeps to one word for one thing', () => {
    expect([...textsOf('de')].filter(([, message]) => AVOIDED.test(message)).map(([key]) => key)).toEqual([])
  })
})

describe('the arguments of a message', () => {
  it('are found at every depth, with their kinds', () => {
    expect([
      ...argumentsOf(
        '{count, plural, one {# user} other {# of {all, number} in <b>{name}</b>}}, {at, date, short}',
      ),
    ]).toEqual([
      ['count', 'plural'],
      ['all', 'number'],
      ['name', 'text'],
      ['at', 'date'],
      ['<b>', 'tag'],
    ])
    expect(() => argumentsOf('{count, plural, one {# user}')).toThrow()
    expect(() => argumentsOf('a}')).toThrow()
  })
})

/** What a source says in quotes: whole names, names with a part left open, and the namespaces it reads from. */
type Source = { names: Set<string>; patterns: RegExp[]; spaces: string[] }

const sources: Source[] = ['app', 'components', 'lib', 'db', 'scripts', 'server.ts']
  .flatMap(filesIn)
  .map(read)

function filesIn(path: string): string[] {
  const files = path.endsWith('.ts')
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
  return files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
}

function read(file: string): Source {
  const text = readFileSync(file, 'utf8')
  const quoted = [...text.matchAll(/'([\w.-]+)'|"([\w.-]+)"|`((?:[\w.-]|\$\{[^}`]*\})+)`/g)].map(
    ([, single, double, template]) => single ?? double ?? template ?? '',
  )
  const isOpen = (name: string) => name.includes('${')
  return {
    names: new Set(quoted.filter((name) => !isOpen(name))),
    patterns: quoted
      .filter((name) => isOpen(name) && /\w/.test(name.replaceAll(/\$\{[^}]*\}/g, '')))
      .map((name) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w.-]+')}$`)),
    spaces: [...text.matchAll(/useTranslations\('([\w.]+)'\)/g)].map(([, at = '']) => at),
  }
}

/** True when a source names the key, whole or below the namespace it reads from, or with a part left open. */
function isUsed(key: string): boolean {
  return sources.some(({ names, patterns, spaces }) =>
    [key, ...spaces.filter((at) => key.startsWith(`${at}.`)).map((at) => key.slice(at.length + 1))].some(
      (name) => names.has(name) || patterns.some((pattern) => pattern.test(name)),
    ),
  )
}
