import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What a file may import: other rooms by path prefix, packages by pattern, and rooms for their types only. */
type Room = { at: string; rooms: string[]; packages: RegExp; types?: string[] }

const NODE = /^node:/
const REACT = /^(react|react-dom)(\/|$)/
const TANSTACK = /^@tanstack\//

/** The first room whose path fits is a file's room: the narrow ones stand first. */
const ROOMS: Room[] = [
  { at: 'lib/scim/', rooms: ['lib/scim/'], packages: /^$/ },
  {
    at: 'lib/base/',
    rooms: ['lib/base/', 'lib/messages/text'],
    packages: /^(node:|zod$|pino$|uuid$)/,
    types: ['lib/messages/'],
  },
  {
    at: 'lib/messages/',
    rooms: ['lib/messages/'],
    packages: /^(use-intl(\/(core|format-message))?|icu-minify\/compile)$/,
  },
  { at: 'lib/idp/', rooms: ['lib/idp/'], packages: NODE },
  {
    at: 'lib/auth/',
    rooms: ['lib/', 'db/'],
    packages:
      /^(node:|zod$|react$|next-auth|next$|next\/(headers|navigation)$|@node-rs\/argon2$|@zxcvbn-ts\/language-common$|server-only$|use-intl\/core$)/,
  },
  { at: 'lib/', rooms: ['lib/', 'db/'], packages: /^(node:|zod$|csv-stringify)/ },
  {
    at: 'db/',
    rooms: ['db/', 'lib/base/', 'lib/scim/'],
    packages: /^(node:|pg$|drizzle-orm|rate-limiter-flexible$|vitest)/,
    types: ['lib/messages/'],
  },
  {
    at: 'components/',
    rooms: ['components/', 'lib/messages/'],
    packages: new RegExp(
      `${REACT.source}|${TANSTACK.source}|^(next\\/(link|navigation|dynamic|headers)|next|radix-ui|lucide-react|sonner|cmdk|nuqs|clsx|tailwind-merge|class-variance-authority|use-intl|recharts|react-hotkeys-hook|react-dropzone)(\\/|$)`,
    ),
    types: ['lib/'],
  },
  {
    at: 'app/',
    rooms: ['app/', 'components/', 'lib/'],
    packages: new RegExp(
      `${REACT.source}|${TANSTACK.source}|^(next|next-auth|zod|nuqs|lucide-react|sonner|clsx|@fontsource-variable|use-intl|react-dropzone|react-hotkeys-hook|papaparse)(\\/|$)`,
    ),
  },
  { at: 'server.ts', rooms: ['lib/'], packages: /^(node:|next$)/ },
  { at: 'scripts/', rooms: ['scripts/', 'lib/', 'db/'], packages: /./ },
  { at: 'bench/', rooms: ['bench/', 'scripts/', 'lib/', 'db/'], packages: /./ },
  {
    at: 'e2e/',
    rooms: ['e2e/', 'lib/idp/', 'scripts/'],
    packages: /^(node:|@playwright\/test$|axe-core$|pg$)/,
  },
]

const SOURCE = /\.tsx?$/
const TEST = /\.(test|spec|db\.test)\.tsx?$|\/testing\//
const LONGEST = 250
/** What the browser may have of the catalogue: how to read it. The texts come with the page. */
const PURE_TEXTS = new Set(['lib/messages/text', 'lib/messages/locale', 'lib/messages/time-zone'])
/** Next demands that these run in the browser under these names. */
const NAMED_BY_NEXT = new Set(['app/error.tsx', 'app/global-error.tsx', 'app/c/[tenant]/error.tsx'])
/** `import type` is told from `import`; the specifier may stand lines below the keyword. */
const IMPORTS =
  /(?:^|[;\n])\s*(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

const files = ['app', 'components', 'db', 'lib', 'scripts', 'e2e', 'bench'].flatMap(list).concat('server.ts')
const sources = files.filter((file) => !TEST.test(file))

function list(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function roomOf(file: string): Room {
  const room = ROOMS.find(({ at }) => file.startsWith(at))
  if (!room) throw new Error(`${file} stands in no room`)
  return room
}

function* importsOf(file: string): Generator<{ target: string; typeOnly: boolean }> {
  for (const [, , type, from, dynamic] of readFileSync(file, 'utf8').matchAll(IMPORTS)) {
    yield { target: (from ?? dynamic) as string, typeOnly: type !== undefined }
  }
}

/** A path from the root for what is ours, undefined for a package. */
function pathOf(file: string, target: string): string | undefined {
  if (target.startsWith('@/')) return target.slice(2)
  return target.startsWith('.') ? normalize(join(dirname(file), target)) : undefined
}

function isAllowed(file: string, target: string, typeOnly: boolean): boolean {
  const room = roomOf(file)
  const path = pathOf(file, target)
  if (path === undefined) return room.packages.test(target)
  if (path.endsWith('.css')) return true
  const within = (rooms: string[]) =>
    rooms.some((prefix) => `${path}/`.startsWith(prefix) || path.startsWith(prefix))
  if (typeOnly && room.types && within(room.types)) return true
  if (!within(room.rooms)) return false
  const runsInBrowser = file.endsWith('.client.tsx')
  return (
    !runsInBrowser ||
    typeOnly ||
    !path.startsWith('lib/') ||
    path.endsWith('/choices') ||
    PURE_TEXTS.has(path)
  )
}

describe('the house', () => {
  it('lets a file import only what its room may', () => {
    const breaks = sources.flatMap((file) =>
      [...importsOf(file)]
        .filter(({ target, typeOnly }) => !isAllowed(file, target, typeOnly))
        .map(({ target }) => `${file} imports ${target}`),
    )
    expect(breaks).toEqual([])
  })

  it('runs a file in the browser exactly when its name says so', () => {
    const wrong = sources.filter((file) => {
      const isClient = /^['"]use client['"]/.test(readFileSync(file, 'utf8').trimStart())
      return isClient !== (file.endsWith('.client.tsx') || NAMED_BY_NEXT.has(file))
    })
    expect(wrong).toEqual([])
  })

  it('keeps a file to one thought', () => {
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length - 1 > LONGEST)
    expect(long).toEqual([])
  })

  it('finds every path that the README names', () => {
    const named = readFileSync('README.md', 'utf8').matchAll(
      /`((?:app|components|db|lib|e2e|scripts|docs)\/[^`\s]*)`/g,
    )
    const gone = [...named]
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(path.replace(/[/*]+$/, '')))
    expect(gone).toEqual([])
  })

  it('notices a break of each kind', () => {
    expect(isAllowed('lib/scim/page.ts', 'zod', false)).toBe(false)
    expect(isAllowed('lib/scim/page.ts', '@/lib/base/id', false)).toBe(false)
    expect(isAllowed('app/page.tsx', '@/db/client', false)).toBe(false)
    expect(isAllowed('app/page.tsx', 'drizzle-orm', false)).toBe(false)
    expect(isAllowed('components/ui/button.tsx', '@/lib/directory/users', false)).toBe(false)
    expect(isAllowed('components/ui/button.tsx', '@/lib/directory/search', true)).toBe(true)
    expect(isAllowed('app/c/list.client.tsx', '@/lib/directory/search', false)).toBe(false)
    expect(isAllowed('app/c/list.client.tsx', '@/lib/directory/input', false)).toBe(false)
    expect(isAllowed('app/c/list.client.tsx', '@/lib/directory/local/choices', false)).toBe(true)
    expect(isAllowed('lib/directory/users.ts', 'pg', false)).toBe(false)
    expect(isAllowed('e2e/fixtures.ts', '@/lib/directory/users', false)).toBe(false)
  })
})
