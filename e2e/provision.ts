import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { promisify } from 'node:util'

/** The JSON line of `npm run provision`. */
export type Provisioned = {
  tenant: string
  baseUrl: string
  token: string
  ownerEmail: string
  ownerPassword?: string
  integrationId: string
}

export type ToProvision = {
  company: string
  owner: string
  integration: string
  provider?: string
  groupSync?: boolean
}

type Provisioner = { input: Writable; lines: AsyncIterator<string> }

let provisioner: Provisioner | undefined
let last: Promise<unknown> = Promise.resolve()

/** What the command does, on the database that the tests share, without a start of Node for each company. */
export function provision(wanted: ToProvision): Promise<Provisioned> {
  provisioner ??= startProvisioner()
  const { input, lines } = provisioner
  const answer = last.then(async () => {
    input.write(`${JSON.stringify(wanted)}\n`)
    const { done, value } = await lines.next()
    if (done) throw new Error(`Provisioning ${wanted.company} failed.`)
    return JSON.parse(value) as Provisioned
  })
  last = answer.catch(() => {})
  return answer
}

/** It ends when the process that started it does. */
function startProvisioner(): Provisioner {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--import', 'tsx', 'e2e/testing/provision-lines.ts'],
    {
      env: { ...process.env, DATABASE_URL: process.env.E2E_DATABASE_URL, LOG_LEVEL: 'silent' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  child.unref()
  const lines: Interface = createInterface({ input: child.stdout })
  return { input: child.stdin, lines: lines[Symbol.asyncIterator]() }
}

const run = promisify(execFile)

/** Runs the command as an operator does, on the data directory of a server that has a database of its own. */
export async function provisionAt(dataDirectory: string, wanted: ToProvision): Promise<Provisioned> {
  const { groupSync, ...named } = wanted
  const flags = Object.entries({ ...named, 'group-sync': groupSync ? 'on' : 'off' })
  const args = flags.flatMap(([name, value]) => [`--${name}`, value])
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/provision.ts', ...args], {
    env: { ...process.env, ROLLCALL_DATA_DIR: dataDirectory, DATABASE_URL: '' },
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
