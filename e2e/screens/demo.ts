import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { freePort, temporaryDirectory } from '../servers'

export type Demo = {
  origin: string
  /** The same for all four. */
  password: string
  emails: Readonly<Record<'owner' | 'admin' | 'operator' | 'auditor', string>>
  stop: () => Promise<void>
}

/** Runs `npm run demo` on data of its own, where nothing goes on happening, and reads its welcome. */
export async function startDemo(people: number): Promise<Demo> {
  const dataDirectory = temporaryDirectory()
  const given = { port: await freePort(), 'data-dir': resolve(dataDirectory), people, every: 0, seed: 4 }
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', '--as-built', ...options], {
    env: { ...process.env, PORT: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const welcome = await new Promise<string>((told, failed) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('Ctrl C')) told(text)
    })
    child.once('exit', () => failed(new Error(`The demo ended before it was ready:\n${text}`)))
  })
  const found = (pattern: RegExp) => pattern.exec(welcome)?.[1] ?? ''
  return {
    origin: found(/ready at (\S+)/),
    password: found(/Password +(\S+)/),
    emails: {
      owner: found(/E-mail +(\S+)/),
      admin: found(/(\S+) \(Admin\)/),
      operator: found(/(\S+) \(Operator\)/),
      auditor: found(/(\S+) \(Auditor\)/),
    },
    async stop() {
      child.kill('SIGINT')
      await ended
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
