import { createInterface } from 'node:readline'
import { setDatabase } from '@/db/database'
import { provision, provisionInput } from '@/lib/integrations/provision'

/**
 * Provisions for tests, one line of JSON in and one out, until its standard input ends: what the command does,
 * without a start of Node for each company.
 */
const db = setDatabase(process.env.DATABASE_URL ?? '')
for await (const line of createInterface({ input: process.stdin })) {
  const made = await provision(db, provisionInput.parse(JSON.parse(line)))
  process.stdout.write(`${JSON.stringify(made)}\n`)
}
await db.close()
