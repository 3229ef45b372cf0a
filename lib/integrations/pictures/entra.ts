import type { StepId } from '../guides'
import { appOf, box, broughtOf, choice, field, head, PERSON, press, row, token, url } from './parts'
import type { Facts, Part, Picture } from './picture'

const CONSOLE = 'Microsoft Entra admin center'
const SIDE = ['Overview', 'Provisioning', 'Users and groups', 'Provision on demand']

/** A page of the application that was made. */
function page(at: string, facts: Facts, place: string, parts: readonly Part[]): Picture {
  return { place, console: CONSOLE, title: appOf(facts), side: { of: SIDE, at }, parts }
}

/** Entra ID's screens, by the step that happens there. */
export const ENTRA: Partial<Record<StepId, (facts: Facts) => Picture>> = {
  entraAdd: (facts) => ({
    place: 'Enterprise applications › New application › Create your own application',
    console: CONSOLE,
    title: 'Create your own application',
    parts: [
      field('What’s the name of your app?', appOf(facts), 'name'),
      choice('Configure Application Proxy for secure remote access', false),
      choice('Register an application to integrate with Microsoft Entra ID', false),
      choice('Integrate any other application you don’t find in the gallery (Non-gallery)', true),
      press('Create'),
    ],
  }),
  entraPaste: (facts) =>
    page('Provisioning', facts, 'Enterprise applications › Provisioning › New configuration', [
      { kind: 'heading', label: 'New provisioning configuration' },
      url(facts),
      token(facts),
      press('Test Connection', false),
      press('Create'),
    ]),
  entraMap: (facts) =>
    page('Provisioning', facts, 'Provisioning › Attribute mapping', [
      { kind: 'heading', label: 'Provision Microsoft Entra ID Users' },
      head('Target attribute', ['Microsoft Entra ID attribute', 'Matching precedence']),
      row('userName', ['userPrincipalName', '1'], 'see'),
      row('active', ['Switch([IsSoftDeleted], …)'], 'see'),
      row('emails[type eq "work"].value', ['mail']),
      row('name.givenName', ['givenName']),
      row('name.familyName', ['surname']),
    ]),
  entraAssign: (facts) =>
    page('Provision on demand', facts, 'Provision on demand', [
      field('Select a user or group', PERSON, 'search'),
      press('Provision'),
      { kind: 'said', label: 'Success', act: 'see' },
    ]),
  entraStart: (facts) =>
    page('Overview', facts, 'Overview › Start provisioning', [
      { kind: 'heading', label: 'Properties', button: { label: 'Edit', act: 'click' } },
      { kind: 'field', label: 'Notification email', value: 'it@example.com' },
      box('Prevent accidental deletion', true, 'tick'),
      press('Apply'),
      press('Start provisioning'),
    ]),
  entraGroup: (facts) =>
    page('Users and groups', facts, 'Users and groups › Add user/group', [
      press('+ Add user/group', false),
      field('Users and groups', broughtOf(facts), 'search'),
      press('Select', false),
      press('Assign'),
    ]),
}
