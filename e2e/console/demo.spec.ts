import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { freePort, temporaryDirectory } from '../servers'
import { expect, test } from './watched'

/** Runs the command as a newcomer does, on data of its own, and reads what it prints. */
async function startDemo(): Promise<{
  child: ChildProcess
  printed: () => string
  exited: Promise<number | null>
  clean: () => void
}> {
  const dataDirectory = temporaryDirectory()
  const port = await freePort()
  const options = [
    '--port',
    String(port),
    '--data-dir',
    dataDirectory,
    '--people',
    '24',
    '--every',
    '1',
    '--as-built',
  ]
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', ...options], {
    env: { ...process.env, PORT: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  return {
    child,
    printed: () => text,
    exited: new Promise((resolve) => child.once('exit', resolve)),
    clean: () => rmSync(dataDirectory, { recursive: true, force: true }),
  }
}

test('npm run demo: a company in the middle of its life, and Ctrl C ends all of it', async ({ page }) => {
  test.setTimeout(240_000)
  const demo = await startDemo()
  try {
    await expect.poll(demo.printed, { timeout: 180_000 }).toContain('Password')
    const [, origin = ''] = /ready at (\S+)/.exec(demo.printed()) ?? []
    const [, email = ''] = /E-mail +(\S+)/.exec(demo.printed()) ?? []
    const [, password = ''] = /Password +(\S+)/.exec(demo.printed()) ?? []
    await page.goto(`${origin}/sign-in`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(/\/c\//)
    const home = page.url()
    await page.goto(`${home}/company/settings/scim`)
    for (const name of ['Corporate Okta', 'Brightwater Entra ID', 'Contractors (OneLogin)']) {
      await expect(page.getByRole('link', { name }).first()).toBeVisible()
    }

    await page.goto(`${home}/company/target-users/users?sort=-synced`)
    const first = page.locator('tbody tr').first()
    const before = await first.textContent()
    await expect.poll(() => first.textContent(), { timeout: 30_000 }).not.toBe(before)

    // A page that is left open would go on asking for what has ended.
    await page.goto('about:blank')
    demo.child.kill('SIGINT')
    expect(await demo.exited).toBe(0)
    expect(demo.printed()).not.toMatch(/error|warn/i)
    await expect
      .poll(() =>
        fetch(origin).then(
          () => 'listening',
          () => 'gone',
        ),
      )
      .toBe('gone')
  } finally {
    demo.child.kill('SIGTERM')
    demo.clean()
  }
})
