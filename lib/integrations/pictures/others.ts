import type { StepId } from '../guides'
import { appOf, assignedOf, box, broughtOf, field, head, PERSON, press, row, token, url } from './parts'
import type { Facts, Part, Picture } from './picture'

const ONELOGIN_SIDE = ['Info', 'Configuration', 'Parameters', 'Rules', 'Provisioning', 'Users']

function onelogin(at: string, facts: Facts, place: string, parts: readonly Part[]): Picture {
  return { place, console: 'OneLogin', title: appOf(facts), side: { of: ONELOGIN_SIDE, at }, parts }
}

function google(facts: Facts, parts: readonly Part[]): Picture {
  const place = 'Apps › Web and mobile apps › Autoprovisioning'
  return { place, console: 'Google Admin', title: appOf(facts), parts }
}

function pingone(title: string, place: string, parts: readonly Part[]): Picture {
  return { place, console: 'PingOne', title, parts }
}

/** The screens of OneLogin, PingOne and Google, by the step that happens there. */
export const OTHERS: Partial<Record<StepId, (facts: Facts) => Picture>> = {
  googlePaste: (facts) =>
    google(facts, [
      { kind: 'heading', label: 'Autoprovisioning' },
      token(facts),
      press('Continue'),
      url(facts),
      press('Continue'),
    ]),
  googleStart: (facts) =>
    google(facts, [
      { kind: 'heading', label: 'Attribute mapping' },
      head('Google Directory attribute', ['App attribute']),
      row('Primary email', ['userName'], 'see'),
      row('First name', ['name.givenName']),
      row('Last name', ['name.familyName']),
      field('Provisioning scope', assignedOf(facts), 'pick', 'choice'),
      press('Finish'),
      press('Turn on autoprovisioning', false),
    ]),
  oneloginAdd: (facts) => ({
    place: 'Applications › Add App',
    console: 'OneLogin',
    title: 'Find Applications',
    parts: [
      field('Search', 'SCIM Provisioner with SAML (SCIM v2 Enterprise)', 'search'),
      {
        kind: 'tile',
        label: 'SCIM Provisioner with SAML (SCIM v2 Enterprise)',
        text: 'SAML2.0, provisioning',
        act: 'choose',
      },
      field('Display Name', appOf(facts), 'name'),
      press('Save'),
    ],
  }),
  oneloginPaste: (facts) =>
    onelogin('Configuration', facts, 'Configuration › API Connection', [
      { kind: 'heading', label: 'API Connection' },
      press('API Status › Enable', false),
      url(facts),
      token(facts),
      press('Save'),
    ]),
  oneloginAssign: (facts) =>
    onelogin('Users', facts, 'Provisioning, then Users', [
      { kind: 'heading', label: 'Workflow' },
      box('Enable provisioning', true, 'tick'),
      press('Save'),
      head('User', ['Provisioning State']),
      row(PERSON, ['Pending'], 'click'),
      press('Approve'),
    ]),
  oneloginGroup: (facts) =>
    onelogin('Parameters', facts, 'Parameters › Groups, then Rules', [
      head('Field', ['Value']),
      row('Groups', ['Select Groups in the rules'], 'click'),
      box('Include in User Provisioning', true, 'tick'),
      { kind: 'heading', label: 'Rules', button: { label: 'Add Rule', act: 'click' } },
      field('Actions', 'Set Groups › For each role', 'pick', 'choice'),
      press('Save'),
    ]),
  pingoneAdd: (facts) =>
    pingone('Create a New Connection', 'Integrations › Provisioning › New Connection', [
      { kind: 'tile', label: 'Identity Store', text: 'Connect a directory', act: 'choose' },
      { kind: 'tile', label: 'SCIM Outbound', text: 'SCIM 2.0', act: 'choose' },
      field('Name', appOf(facts), 'name'),
      press('Next'),
    ]),
  pingonePaste: (facts) =>
    pingone('Configure Authentication', 'Provisioning › New Connection › SCIM Outbound', [
      url(facts),
      field('Users Resource', '/Users', 'enter'),
      field('Groups Resource', '/Groups', 'enter'),
      field('SCIM Version', '2.0', 'pick', 'choice'),
      field('Authentication Method', 'OAuth 2 Bearer Token', 'pick', 'choice'),
      token(facts),
      field('Auth Type Header', 'Bearer', 'pick', 'choice'),
      press('Test Connection', false),
      press('Next'),
    ]),
  pingoneRule: (facts) =>
    pingone('Create a New Rule', 'Integrations › Provisioning › New Rule', [
      field('Name', 'Test', 'name'),
      field('Source', 'PingOne', 'pick', 'choice'),
      field('Target', appOf(facts), 'pick', 'choice'),
      field('User Filter', 'Username equals test.person', 'enter'),
      press('Save'),
      box('Enabled', true, 'tick'),
    ]),
  pingoneGroup: (facts) =>
    pingone('Group Provisioning', 'Provisioning › Rule › Group Provisioning', [
      { kind: 'heading', label: 'Groups', button: { label: 'Add Groups', act: 'click' } },
      box(broughtOf(facts), true, 'tick'),
      press('Save'),
    ]),
}
