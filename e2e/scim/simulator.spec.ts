import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { baseUrlAt, expect, serverOrigin, test } from '../fixtures'

const run = promisify(execFile)

for (const flavour of ['catalogue', 'wizard']) {
  test(`npm run okta, flavour ${flavour}: people and groups arrive and are imported again`, async ({
    tenant,
  }) => {
    const { stdout } = await run(
      process.execPath,
      [
        '--import',
        'tsx',
        'scripts/okta.ts',
        '--flavour',
        flavour,
        '--people',
        '40',
        '--groups',
        '5',
        '--seed',
        '3',
      ].concat('--base-url', baseUrlAt(serverOrigin(), tenant)),
      { env: { ...process.env, SCIM_TOKEN: tenant.token } },
    )
    expect(stdout).toMatch(/Push Now .* 20[04] ×/)
    expect(stdout).not.toContain(tenant.token)
    const { body: users } = await tenant.scim.get('/Users?count=0')
    expect(users.totalResults).toBe(40)
    const { body: groups } = await tenant.scim.get('/Groups?count=10')
    expect(groups.totalResults).toBeGreaterThanOrEqual(5)
    expect(groups.Resources.some((group: { members?: unknown[] }) => (group.members ?? []).length > 0)).toBe(
      true,
    )
  })
}
