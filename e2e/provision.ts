import { execFile } from 'node:child_process'
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

const run = promisify(execFile)

/** Runs the command as an operator does. */
export async function provision(
  args: Record<string, string>,
  environment: Record<string, string | undefined> = { DATABASE_URL: process.env.E2E_DATABASE_URL },
): Promise<Provisioned> {
  const flags = Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/provision.ts', ...flags], {
    env: { ...process.env, ...environment },
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
