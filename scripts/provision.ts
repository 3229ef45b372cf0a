import { parseArgs } from 'node:util'
import { fieldErrors } from '@/lib/base/input'
import { PROVIDERS } from '@/lib/integrations/choices'
import { type ProvisionInput, provision, provisionInput } from '@/lib/integrations/provision'
import { inEnglish } from '@/lib/messages/translate'
import { failureText } from '@/lib/process/failure'
import { openProcess } from '@/lib/process/open'

const USAGE = `Makes what a company needs to connect its identity provider, without a browser.

  npm run provision -- --company <name> --owner <e-mail> --integration <name> [options]

  --company      the company; made when there is none of that name
  --owner        the e-mail address of an owner; the account is made when there is none
  --integration  the integration; made when the company has none of that name
  --provider     ${Object.keys(PROVIDERS).join(', ')}; other by default, and only for a new integration
  --group-sync   on or off; without it an integration stays as it is, and a new one is off

Prints one line of JSON: tenant, baseUrl, token, ownerEmail, ownerPassword (of a new account only) and
integrationId. Each run issues a token; where two are live already, the older one is revoked.
`

class ArgumentError extends Error {}

const OPTIONS = {
  company: '--company',
  owner: '--owner',
  integration: '--integration',
  provider: '--provider',
}

function readArguments(): ProvisionInput | 'help' {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      company: text,
      owner: text,
      integration: text,
      provider: text,
      'group-sync': text,
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  const { 'group-sync': groupSync, help: _, ...named } = values
  for (const name of ['company', 'owner', 'integration'] as const) {
    if (!named[name]?.trim()) throw new ArgumentError(`${OPTIONS[name]} is missing.`)
  }
  if (named.provider !== undefined && !Object.hasOwn(PROVIDERS, named.provider)) {
    throw new ArgumentError(`--provider must be one of ${Object.keys(PROVIDERS).join(', ')}.`)
  }
  if (groupSync !== undefined && groupSync !== 'on' && groupSync !== 'off') {
    throw new ArgumentError('--group-sync must be on or off.')
  }
  const input = provisionInput.safeParse({ ...named, groupSync: groupSync && groupSync === 'on' })
  if (input.success) return input.data
  const [[field, message] = ['', '']] = Object.entries(fieldErrors(input.error, inEnglish))
  throw new ArgumentError(`${OPTIONS[field as keyof typeof OPTIONS]}: ${message}`)
}

async function main(): Promise<void> {
  const input = readArguments()
  if (input === 'help') {
    process.stdout.write(USAGE)
    return
  }
  // Standard output carries the one line of JSON and nothing else.
  process.env.LOG_LEVEL = 'silent'
  const open = await openProcess()
  try {
    process.stdout.write(`${JSON.stringify(await provision(open.db, input))}\n`)
  } finally {
    await open.close()
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${failureText(error).split('\n', 1)[0]}\n`)
  process.exitCode = 1
})
