import { runSpecSuite } from '@/lib/idp/okta/spec-suite'
import { baseUrlAt, DOORS, expect, test } from '../fixtures'

for (const [door, origin] of Object.entries(DOORS)) {
  test(`Okta's SPEC suite passes at ${door}, step by step`, async ({ tenant }) => {
    await tenant.scim.addUser('first.person@acme.example')
    const results = await runSpecSuite({
      baseUrl: baseUrlAt(origin(), tenant),
      authorization: `Bearer ${tenant.token}`,
    })
    expect(results).toHaveLength(12)
    for (const { name, passed, reasons } of results) {
      await test.step(name, () => expect({ passed, reasons }).toEqual({ passed: true, reasons: [] }))
    }
  })
}
