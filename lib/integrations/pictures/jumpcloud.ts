import type { StepId } from '../guides'
import { appOf, assignedOf, box, field, press, token, url } from './parts'
import type { Facts, Part, Picture } from './picture'

const TABS = ['General Info', 'SSO', 'Identity Management', 'User Groups']

/** A tab of the application that was made. */
function tab(at: string, facts: Facts, place: string, parts: readonly Part[]): Picture {
  return { place, console: 'JumpCloud', title: appOf(facts), tabs: { of: TABS, at }, parts }
}

/** JumpCloud's screens, by the step that happens there. */
export const JUMPCLOUD: Partial<Record<StepId, (facts: Facts) => Picture>> = {
  jumpcloudAdd: (facts) => ({
    place: 'SSO Applications › Add New Application',
    console: 'JumpCloud',
    title: 'Create New Application Integration',
    parts: [
      { kind: 'tile', label: 'Custom Application', text: 'Configure it yourself', act: 'choose' },
      box('Manage Single Sign-On (SSO)', false),
      box('Export users to this app (Identity Management)', true, 'tick'),
      field('Display Label', appOf(facts), 'name'),
      press('Save Application'),
    ],
  }),
  jumpcloudPaste: (facts) =>
    tab('Identity Management', facts, 'SSO Applications › Identity Management › Configuration Settings', [
      { kind: 'heading', label: 'Configuration Settings' },
      field('API Type', 'SCIM API', 'pick', 'choice'),
      field('SCIM Version', 'SCIM 2.0', 'pick', 'choice'),
      field('Authentication', 'Bearer token', 'pick', 'choice'),
      url(facts),
      token(facts),
      { kind: 'field', label: 'Test User Email', value: 'test-person@example.com', act: 'unused' },
      press('Test Connection', false),
      press('Activate'),
    ]),
  jumpcloudAssign: (facts) =>
    tab('User Groups', facts, 'SSO Applications › User Groups', [
      box(assignedOf(facts), true, 'tick'),
      box('All Users', false),
      press('Save'),
    ]),
  jumpcloudGroup: (facts) =>
    tab('Identity Management', facts, 'SSO Applications › Identity Management', [
      { kind: 'heading', label: 'Group Management' },
      box('Enable management of User Groups', true, 'tick'),
      press('Save'),
    ]),
}
