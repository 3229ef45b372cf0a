import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findWords } from './testing/words'

/** Files whose texts are not in the catalogue yet. It only ever gets shorter. */
const NOT_YET = new Set<string>([
  'app/c/[tenant]/company/settings/scim/entitlements/add.client.tsx',
  'app/c/[tenant]/company/settings/scim/entitlements/fields.client.tsx',
  'app/c/[tenant]/company/settings/scim/entitlements/page.tsx',
  'app/c/[tenant]/company/settings/scim/entitlements/row-actions.client.tsx',
  'app/c/[tenant]/company/settings/scim/entitlements/table.tsx',
  'app/c/[tenant]/change-feed.tsx',
  'app/c/[tenant]/page.tsx',
  'app/c/[tenant]/company/target-users/frame.tsx',
  'app/c/[tenant]/company/target-users/groups/[group]/group.tsx',
  'app/c/[tenant]/company/target-users/groups/[group]/members-table.client.tsx',
  'app/c/[tenant]/company/target-users/groups/[group]/page.tsx',
  'app/c/[tenant]/company/target-users/groups/[group]/raw/page.tsx',
  'app/c/[tenant]/company/target-users/groups/groups-table.client.tsx',
  'app/c/[tenant]/company/target-users/groups/page.tsx',
  'app/c/[tenant]/company/target-users/managed-by.tsx',
  'app/c/[tenant]/company/target-users/missing.client.tsx',
  'app/c/[tenant]/company/target-users/timeline.tsx',
  'app/c/[tenant]/company/target-users/users/[user]/groups/memberships-table.client.tsx',
  'app/c/[tenant]/company/target-users/users/[user]/groups/page.tsx',
  'app/c/[tenant]/company/target-users/users/[user]/person.tsx',
  'app/c/[tenant]/company/target-users/users/[user]/raw/page.tsx',
  'app/c/[tenant]/company/target-users/users/nobody-yet.tsx',
  'app/c/[tenant]/company/target-users/users/page.tsx',
  'app/c/[tenant]/company/target-users/users/users-table.client.tsx',
  'components/data-table.client.tsx',
  'components/data/toolbar.client.tsx',
  'components/data/trouble.client.tsx',
  'components/live/read.client.tsx',
  'components/shell/account-menu.client.tsx',
  'components/shell/live-dot.client.tsx',
  'components/shell/mobile-menu.client.tsx',
  'components/shell/shell.client.tsx',
  'components/shell/skip-link.tsx',
  'components/shell/tenant-switcher.client.tsx',
  'components/ui/badge.tsx',
  'components/ui/breadcrumb.tsx',
  'components/ui/confirm-dialog.client.tsx',
  'components/ui/copy-field.client.tsx',
  'components/ui/dialog.client.tsx',
  'components/ui/field.tsx',
  'components/ui/filter-menu.client.tsx',
  'components/ui/json-lines.ts',
  'components/ui/json-view.client.tsx',
  'components/ui/key-value.tsx',
  'components/ui/pagination.tsx',
  'components/ui/password-field.client.tsx',
  'components/ui/radio-group.tsx',
  'components/ui/relative-time.client.tsx',
  'components/ui/search-field.client.tsx',
  'components/ui/stepper.tsx',
  'components/ui/switch.client.tsx',
  'components/ui/theme-toggle.client.tsx',
  'components/ui/toaster.client.tsx',
])

const files = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
)

test('every word on a page comes from the catalogue', () => {
  const found = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !NOT_YET.has(file))
    .flatMap((file) => findWords(readFileSync(file, 'utf8')).map((words) => `${file}: ${words}`))
  expect(found).toEqual([])
})

test('words are found wherever a page may say them', () => {
  expect(findWords('const a = <p title="Name">Hello <b>{x ? "Yes" : "No"}</b></p>')).toEqual([
    'Name',
    'Hello',
    'Yes',
    'No',
  ])
  expect(findWords('const looks = { live: { word: "Live", dot: "bg-ok-dot" } }')).toEqual(['Live'])
  expect(findWords('toast.success(name + "x"); toast("Saved")')).toEqual(['Saved'])
  expect(findWords('throw new Error("Useful only inside a shell.")')).toEqual([])
  expect(findWords('const a = <p className="Flex Box" id="x">{t("users.title")} · {n}</p>')).toEqual([])
  expect(findWords('if (event.key === "Escape") close()')).toEqual([])
})
