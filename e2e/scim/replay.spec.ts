import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replay } from '@/lib/idp/replay'
import { readSequence } from '@/lib/idp/sequence'
import { baseUrlAt, DOORS, expect, test } from '../fixtures'

const TRAFFIC = join(import.meta.dirname, 'traffic')

for (const file of readdirSync(TRAFFIC, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!file.endsWith('.json')) continue
  const sequence = readSequence(JSON.parse(readFileSync(join(TRAFFIC, file), 'utf8')), file)
  for (const [door, origin] of Object.entries(DOORS)) {
    test(`${sequence.name}: the answers, and the state afterwards, at ${door}`, async ({ tenant }) => {
      const { token } = tenant
      const report = await replay(sequence, { baseUrl: baseUrlAt(origin(), tenant), token })
      expect(report.steps.length).toBeGreaterThan(0)
      expect(report.state.length).toBeGreaterThan(0)
      expect(report.problems).toEqual([])
    })
  }
}
