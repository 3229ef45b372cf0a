import type { Page } from '@playwright/test'
import { button, item, key, open } from './acts'
import type { Shot } from './camera'
import type { Ids } from './ids'
import { mappingShots } from './mapping'
import { settingsShots } from './settings'

/** A company a year old, as its owner sees it. */
export function filledShots(ids: Ids): Shot[] {
  return [
    ...overview(),
    ...settingsShots(ids),
    ...mappingShots(ids),
    ...activity(ids),
    ...people(ids),
    ...groups(ids),
    ...company(),
  ]
}

function overview(): Shot[] {
  return [
    { name: 'overview', path: '', german: true },
    {
      name: 'command-palette',
      path: '',
      layer: true,
      act: async (page) => {
        await key('Control+k')(page)
        await page.keyboard.type('an')
        await page.getByRole('option', { name: /@/ }).first().waitFor()
      },
    },
    { name: 'keyboard-map', path: '', layer: true, act: key('?') },
    { name: 'account-menu', path: '', layer: true, wideOnly: true, act: open(/Account/) },
    {
      name: 'mobile-menu',
      path: '',
      layer: true,
      act: async (page) => {
        await page.setViewportSize({ width: 390, height: 844 })
        await open('Menu')(page)
      },
    },
  ]
}

function activity({ okta, oneLogin, failed }: Ids): Shot[] {
  const log = (id: string, search = '?show=requests') => `/company/settings/scim/${id}/activity${search}`
  return [
    { name: 'activity', path: log(okta), german: true },
    { name: 'activity-none', path: log(okta, '?show=requests&q=nobody-is-called-this') },
    { name: 'activity-problems', path: log(oneLogin, ''), german: true },
    {
      name: 'activity-request',
      path: log(oneLogin),
      layer: true,
      act: async (page) => {
        await page.locator('[data-row-link]').first().click()
        await page.getByRole('dialog').waitFor()
        await page.getByRole('dialog').getByRole('heading').nth(1).waitFor()
      },
    },
    { name: 'request', path: `/company/settings/scim/${oneLogin}/activity/${failed}`, german: true },
    {
      name: 'activity-apply-again',
      path: log(oneLogin, ''),
      layer: true,
      german: true,
      act: async (page) => {
        await open(/^(Apply again|Noch einmal anwenden)/)(page)
        await page
          .getByRole('dialog')
          .getByText(/^(This call can’t be|Dieser Aufruf lässt)/)
          .waitFor()
      },
    },
    { name: 'activity-ignore', path: log(oneLogin, ''), layer: true, act: open(/^Ignore/) },
  ]
}

function people({ person, inactive, guest }: Ids): Shot[] {
  const users = '/company/target-users/users'
  const choose = async (page: Page) => {
    for (const row of [0, 2, 3]) await page.locator('tbody input[type=checkbox]').nth(row).check()
  }
  return [
    { name: 'users', path: users, german: true },
    { name: 'users-inactive', path: `${users}?status=inactive` },
    { name: 'users-none', path: `${users}?q=nobody-is-called-this`, german: true },
    { name: 'users-chosen', path: `${users}?origin=local`, layer: true, act: choose },
    {
      name: 'users-deactivate',
      path: `${users}?origin=local`,
      layer: true,
      act: async (page) => {
        await choose(page)
        await open('Deactivate…')(page)
      },
    },
    { name: 'users-columns', path: users, layer: true, wideOnly: true, act: open('Columns') },
    { name: 'users-filter', path: users, layer: true, act: open('Status') },
    { name: 'users-views', path: users, layer: true, act: open(/^Views/) },
    { name: 'users-save-view', path: `${users}?status=inactive`, layer: true, act: item(/^Views/, /^Save/) },
    { name: 'users-export', path: users, layer: true, act: open('Export') },
    {
      name: 'users-quick-look',
      path: users,
      layer: true,
      act: async (page) => {
        await page.keyboard.press('j')
        await key(' ')(page)
      },
    },
    {
      name: 'users-failed',
      path: users,
      act: async (page) => {
        await page.route('**/api/console/**', (route) => route.fulfill({ status: 500, body: '{}' }))
        await page.getByRole('searchbox').fill('ann')
        await page.getByText('We couldn’t load your users.').waitFor({ timeout: 20_000 })
      },
    },
    { name: 'users-new', path: `${users}/new`, layer: true, german: true },
    { name: 'import', path: '/company/target-users/import', german: true },
    { name: 'import-columns', path: '/company/target-users/import', act: upload },
    {
      name: 'import-preview',
      path: '/company/target-users/import',
      act: async (page) => {
        await upload(page)
        await button(page, /^Check/).click()
        await page.getByRole('heading', { name: 'What will happen' }).waitFor()
        await button(page, /^Import/).waitFor()
      },
    },
    { name: 'why', path: '/company/target-users/why' },
    { name: 'why-answered', path: '/company/target-users/why?q=nobody@elsewhere.example', german: true },
    { name: 'user', path: `${users}/${person}`, german: true },
    { name: 'user-groups', path: `${users}/${person}/groups` },
    { name: 'user-history', path: `${users}/${person}/activity`, german: true },
    { name: 'user-raw', path: `${users}/${person}/raw` },
    { name: 'user-inactive', path: `${users}/${inactive}` },
    { name: 'user-local', path: `${users}/${guest}` },
    {
      name: 'user-delete',
      path: `${users}/${guest}`,
      layer: true,
      act: item(/^More about/, 'Delete'),
    },
    { name: 'user-edit', path: `${users}/${guest}/edit`, layer: true },
    { name: 'user-suspend', path: `${users}/${person}`, layer: true, act: open(/^Suspend here/) },
    { name: 'user-missing', path: `${users}/01900000-0000-7000-8000-000000000000`, german: true },
  ]
}

export async function upload(page: Page): Promise<void> {
  const text = [
    'E-mail;First name;Last name;Department',
    'lena.brandt@aldermoor.example;Lena;Brandt;Assembly',
    'omar.haddad@aldermoor.example;Omar;Haddad;Assembly',
    'not an address;Kim;Sun;Night shift',
  ].join('\n')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'night-shift.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('heading', { name: 'What the columns hold' }).waitFor()
}

function groups({ group, localGroup }: Ids): Shot[] {
  const all = '/company/target-users/groups'
  return [
    { name: 'groups', path: all, german: true },
    { name: 'groups-none', path: `${all}?q=nothing-is-called-this` },
    { name: 'groups-add', path: all, layer: true, act: open('Add group') },
    { name: 'group', path: `${all}/${group}`, german: true },
    { name: 'group-history', path: `${all}/${group}/activity` },
    { name: 'group-raw', path: `${all}/${group}/raw` },
    { name: 'group-compare', path: `${all}/${group}/compare`, german: true },
    { name: 'group-local', path: `${all}/${localGroup}` },
    { name: 'group-add-members', path: `${all}/${localGroup}`, layer: true, act: open('Add members') },
    {
      name: 'group-compare-differs',
      path: `${all}/${group}/compare`,
      act: async (page) => {
        await page
          .getByRole('textbox')
          .first()
          .fill('ada.lovelace@aldermoor.example\nnobody@elsewhere.example')
        await button(page, 'Compare').click()
        await page.getByText('The members differ.').waitFor()
      },
    },
    { name: 'group-delete', path: `${all}/${localGroup}`, layer: true, act: item(/^More about/, 'Delete') },
    { name: 'group-missing', path: `${all}/01900000-0000-7000-8000-000000000000` },
  ]
}

function company(): Shot[] {
  return [
    { name: 'members', path: '/company/members', german: true },
    { name: 'members-invite', path: '/company/members', layer: true, act: open('Invite') },
    { name: 'invitations', path: '/company/members/invitations' },
    { name: 'roles', path: '/company/members/roles', german: true },
    { name: 'audit-log', path: '/company/audit-log', german: true },
    { name: 'audit-log-none', path: '/company/audit-log?q=nobody-is-called-this' },
    {
      name: 'audit-log-verified',
      path: '/company/audit-log',
      act: async (page) => {
        await button(page, 'Verify integrity').click()
        await page.getByText(/^The chain is whole/).waitFor()
      },
    },
    { name: 'evidence', path: '/company/evidence', german: true },
    { name: 'evidence-movements', path: '/company/evidence/joiners-leavers?seed=3f2a', german: true },
    { name: 'evidence-configuration', path: '/company/evidence/configuration', german: true },
    { name: 'access-reviews', path: '/company/members/access-review', german: true },
    {
      name: 'access-review',
      path: '/company/members/access-review',
      german: true,
      act: async (page) => {
        const open = page.getByRole('link', { name: /^(Review of|Prüfung vom)/ }).first()
        if (!(await open.isVisible())) {
          await button(page, 'Start review').click()
          await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
        } else await open.click()
        await page.waitForURL(/access-review\/[0-9a-f-]{36}$/)
        await page.getByRole('progressbar').waitFor()
      },
    },
    { name: 'security', path: '/company/settings/security', german: true },
    { name: 'company-settings', path: '/company/settings/general', german: true },
    {
      name: 'company-delete',
      path: '/company/settings/general',
      layer: true,
      german: true,
      act: open(/^(Delete company|Unternehmen löschen)/),
    },
  ]
}
