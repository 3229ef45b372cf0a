import type { StepId } from '../guides'
import { appOf, box, PERSON } from './parts'
import type { Facts, Part, Picture } from './picture'

const CONSOLE = 'Okta Admin Console'
const TABS = ['General', 'Sign On', 'Provisioning', 'Import', 'Assignments', 'Push Groups']
const SIDE = ['To App', 'To Okta', 'Integration']
const SAVE: Part = { kind: 'buttons', of: [{ label: 'Save', act: 'click', isMain: true }] }

/** A tab of the app that was made. */
function tab(at: string, facts: Facts, rest: Pick<Picture, 'place' | 'side' | 'parts'>): Picture {
  return { console: CONSOLE, title: appOf(facts), tabs: { of: TABS, at }, ...rest }
}

function newIntegration(method: 'saml' | 'swa'): Picture {
  const choice = (label: string, text: string, isOn: boolean): Part => ({
    kind: 'box',
    isRound: true,
    label,
    text,
    isOn,
    ...(isOn && { act: 'choose' }),
  })
  return {
    place: 'Applications › Create App Integration',
    console: CONSOLE,
    title: 'Create a new app integration',
    parts: [
      { kind: 'heading', label: 'Sign-in method' },
      choice('OIDC - OpenID Connect', 'Token-based OAuth 2.0 authentication', false),
      choice('SAML 2.0', 'XML-based open standard for SSO', method === 'saml'),
      choice('SWA - Secure Web Authentication', 'Okta-specific SSO method', method === 'swa'),
      {
        kind: 'buttons',
        of: [
          { label: 'Cancel', isPlain: true },
          { label: 'Next', act: 'click', isMain: true },
        ],
      },
      ...(method === 'swa' ? [box('Do not display application icon to users', true, 'tick')] : []),
    ],
  }
}

/** Okta's screens, by the step that happens there. */
export const OKTA: Partial<Record<StepId, (facts: Facts) => Picture>> = {
  oktaCatalogueAdd: (facts) => ({
    place: 'Applications › Browse App Catalog',
    console: CONSOLE,
    title: 'Browse App Integration Catalog',
    parts: [
      { kind: 'field', label: 'Search', value: facts.app, act: 'search' },
      { kind: 'tile', label: facts.app, text: 'SAML, SCIM', act: 'choose' },
      { kind: 'buttons', of: [{ label: 'Add Integration', act: 'click', isMain: true }] },
      { kind: 'field', label: 'Application label', value: appOf(facts), act: 'name' },
      {
        kind: 'buttons',
        of: [
          { label: 'Next', act: 'click', isMain: true },
          { label: 'Done', act: 'click', isMain: true },
        ],
      },
    ],
  }),
  oktaCataloguePaste: (facts) =>
    tab('Provisioning', facts, {
      place: 'Provisioning › Configure API Integration',
      side: { of: ['Integration'], at: 'Integration' },
      parts: [
        box('Enable API integration', true, 'tick'),
        { kind: 'field', label: facts.labels.url, value: facts.url, look: 'code', act: 'url' },
        ...(facts.labels.userName
          ? [
              {
                kind: 'field',
                label: facts.labels.userName,
                value: facts.userName,
                look: 'code',
                act: 'enter',
              } as const,
            ]
          : []),
        { kind: 'field', label: facts.labels.token, value: facts.token, look: 'code', act: facts.tokenAct },
        box('Import Groups', false, 'leaveOff'),
        { kind: 'buttons', of: [{ label: 'Test API Credentials', act: 'click' }] },
        { kind: 'said', label: `${appOf(facts)} was verified successfully!`, act: 'see' },
        SAVE,
      ],
    }),
  oktaCustomAdd: () => newIntegration('saml'),
  oktaOidcAdd: () => newIntegration('swa'),
  oktaCustomEnable: (facts) => ({
    ...tab('General', facts, {
      place: 'General › App Settings › Edit',
      parts: [
        { kind: 'heading', label: 'App Settings', button: { label: 'Edit', act: 'click' } },
        { kind: 'field', label: 'Application label', value: appOf(facts) },
        { kind: 'heading', label: 'Provisioning' },
        { kind: 'box', isRound: true, label: 'None', isOn: false },
        { kind: 'box', isRound: true, label: 'SCIM', isOn: true, act: 'choose' },
        SAVE,
      ],
    }),
    tabs: { of: ['General', 'Sign On', 'Import', 'Assignments'], at: 'General' },
  }),
  oktaCustomPaste: (facts) =>
    tab('Provisioning', facts, {
      place: 'Provisioning › Settings › Integration › Edit',
      side: { of: ['Integration'], at: 'Integration' },
      parts: [
        { kind: 'heading', label: 'SCIM Connection', button: { label: 'Edit', act: 'click' } },
        { kind: 'field', label: facts.labels.url, value: facts.url, look: 'code', act: 'url' },
        {
          kind: 'field',
          label: 'Unique identifier field for users',
          value: 'userName',
          look: 'code',
          act: 'enter',
        },
        box('Import New Users and Profile Updates', false),
        box('Push New Users', true, 'tick'),
        box('Push Profile Updates', true, 'tick'),
        box('Push Groups', true, 'tick'),
        box('Import Groups', false),
        { kind: 'field', label: 'Authentication Mode', value: 'HTTP Header', look: 'choice', act: 'pick' },
        { kind: 'field', label: facts.labels.token, value: facts.token, look: 'code', act: facts.tokenAct },
        { kind: 'buttons', of: [{ label: 'Test Connector Configuration', act: 'click' }] },
        { kind: 'said', label: 'Connector configured successfully', act: 'see' },
        SAVE,
      ],
    }),
  oktaToApp: (facts) =>
    tab('Provisioning', facts, {
      place: 'Provisioning › Settings › To App › Edit',
      side: { of: SIDE, at: 'To App' },
      parts: [
        { kind: 'heading', label: 'Provisioning to App', button: { label: 'Edit', act: 'click' } },
        box('Create Users', true, 'tick'),
        box('Update User Attributes', true, 'tick'),
        box('Deactivate Users', true, 'tick'),
        box('Sync Password', false, 'leaveOff'),
        SAVE,
      ],
    }),
  oktaAssign: (facts) =>
    tab('Assignments', facts, {
      place: 'Assignments › Assign › Assign to People',
      parts: [
        {
          kind: 'menu',
          label: 'Assign',
          of: [{ label: 'Assign to People', act: 'choose' }, { label: 'Assign to Groups' }],
        },
        { kind: 'row', label: PERSON, cells: ['test.person@example.com'], sign: 'Assign', act: 'assign' },
        {
          kind: 'buttons',
          of: [
            { label: 'Save and Go Back', act: 'click', isMain: true },
            { label: 'Done', act: 'click', isMain: true },
          ],
        },
      ],
    }),
  oktaUpdate: () => ({
    place: 'Directory › People › Profile › Edit',
    console: CONSOLE,
    title: PERSON,
    tabs: { of: ['Applications', 'Groups', 'Profile', 'Devices'], at: 'Profile' },
    parts: [
      { kind: 'heading', label: 'Attributes', button: { label: 'Edit', act: 'click' } },
      { kind: 'field', label: 'First name', value: 'Test' },
      { kind: 'field', label: 'Last name', value: 'Person' },
      { kind: 'field', label: 'Title', value: 'Lead', act: 'change' },
      SAVE,
    ],
  }),
  oktaPush: (facts) =>
    tab('Push Groups', facts, {
      place: 'Push Groups › Find groups by name',
      parts: [
        {
          kind: 'menu',
          label: '+ Push Groups',
          of: [{ label: 'Find groups by name', act: 'choose' }, { label: 'Find groups by rule' }],
        },
        { kind: 'field', label: 'Group', value: `${facts.company} – Engineering`, act: 'search' },
        box('Push group memberships immediately', true, 'leaveOn'),
        { kind: 'field', label: 'No match found', value: 'Create Group', look: 'choice', act: 'pick' },
        SAVE,
        { kind: 'row', isHead: true, label: 'Group in Okta', cells: ['Push Status'] },
        { kind: 'row', label: `${facts.company} – Engineering`, cells: [], sign: 'Active', act: 'active' },
      ],
    }),
  oktaDeactivate: (facts) =>
    tab('Assignments', facts, {
      place: 'Assignments',
      parts: [
        { kind: 'row', isHead: true, label: 'Person', cells: ['Type'] },
        { kind: 'row', label: PERSON, cells: ['Individual'], sign: '×', act: 'remove' },
        { kind: 'row', label: 'Another Person', cells: ['Group'] },
      ],
    }),
}
