import { parseArgs } from 'node:util'
import { outsideTenants } from '@/db/client'
import { selectTenantBySlug } from '@/db/queries/credentials'
import { failureText } from '@/lib/process/failure'
import { openProcess } from '@/lib/process/open'
import { systemContext } from '@/lib/tenancy/companies'
import { getCompanySettings, setConsoleAddresses } from '@/lib/tenancy/company-settings'

const USAGE = `Lets the members of a company into its console from everywhere again, when its allowed IP addresses have shut
everybody out. The company’s audit log tells of it.

  npm run open-console -- --company <short name>

  --company  the company’s short name, as its addresses have it: /c/<short name>

Prints one line of JSON: tenant, and the addresses that were allowed until now.
`

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { company: text, help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  const slug = values.company?.trim()
  if (!slug) throw new Error('--company is missing.')
  // Standard output carries the one line of JSON and nothing else.
  process.env.LOG_LEVEL = 'silent'
  const open = await openProcess()
  try {
    const company = await outsideTenants(open.db, (tx) => selectTenantBySlug(tx, slug))
    if (!company) throw new Error(`There is no company with the short name “${slug}”.`)
    const ctx = systemContext(open.db, company, 'Open-console command')
    const { consoleAddresses: allowedUntilNow } = await getCompanySettings(ctx)
    await setConsoleAddresses(ctx, [])
    process.stdout.write(`${JSON.stringify({ tenant: slug, allowedUntilNow })}\n`)
  } finally {
    await open.close()
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${failureText(error).split('\n', 1)[0]}\n`)
  process.exitCode = 1
})
