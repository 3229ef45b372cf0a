import type { StepId } from '../guides'
import type { Act, Facts, Part, Picture } from './picture'

const field = (label: string, value: string, act: Act, look: 'code' | 'choice' = 'code'): Part => ({
  kind: 'field',
  label,
  value,
  look,
  act,
})
const url = ({ labels, url }: Facts) => field(labels.url, url, 'url')
const token = ({ labels, token, tokenAct }: Facts) => field(labels.token, token, tokenAct)

/** Where each other provider asks for the two values, by the step that happens there. */
export const OTHERS: Partial<Record<StepId, (facts: Facts) => Picture>> = {
  entraPaste: (facts) => ({
    place: 'Enterprise applications › Provisioning › New configuration',
    console: 'Microsoft Entra admin center',
    title: `${facts.company} Directory Sync`,
    side: { of: ['Overview', 'Provisioning', 'Users and groups', 'Provision on demand'], at: 'Provisioning' },
    parts: [
      { kind: 'heading', label: 'New provisioning configuration' },
      url(facts),
      token(facts),
      { kind: 'buttons', of: [{ label: 'Test Connection', act: 'click' }] },
      { kind: 'buttons', of: [{ label: 'Create', act: 'click', isMain: true }] },
    ],
  }),
  googlePaste: (facts) => ({
    place: 'Apps › Web and mobile apps › Autoprovisioning',
    console: 'Google Admin',
    title: `${facts.company} Directory Sync`,
    parts: [
      { kind: 'heading', label: 'Autoprovisioning' },
      token(facts),
      { kind: 'buttons', of: [{ label: 'Continue', act: 'click', isMain: true }] },
      url(facts),
      { kind: 'buttons', of: [{ label: 'Continue', act: 'click', isMain: true }] },
    ],
  }),
  oneloginPaste: (facts) => ({
    place: 'Configuration › API Connection',
    console: 'OneLogin',
    title: `${facts.company} Directory Sync`,
    side: {
      of: ['Info', 'Configuration', 'Parameters', 'Rules', 'Provisioning', 'Users'],
      at: 'Configuration',
    },
    parts: [
      { kind: 'heading', label: 'API Connection' },
      { kind: 'buttons', of: [{ label: 'API Status › Enable', act: 'click' }] },
      url(facts),
      token(facts),
      { kind: 'buttons', of: [{ label: 'Save', act: 'click', isMain: true }] },
    ],
  }),
  jumpcloudPaste: (facts) => ({
    place: 'SSO Applications › Identity Management › Configuration Settings',
    console: 'JumpCloud',
    title: `${facts.company} Directory Sync`,
    tabs: {
      of: ['General Info', 'SSO', 'Identity Management', 'User Groups'],
      at: 'Identity Management',
    },
    parts: [
      { kind: 'heading', label: 'Configuration Settings' },
      field('API Type', 'SCIM API', 'pick', 'choice'),
      field('SCIM Version', 'SCIM 2.0', 'pick', 'choice'),
      field('Authentication', 'Bearer token', 'pick', 'choice'),
      url(facts),
      token(facts),
      { kind: 'field', label: 'Test User Email', value: 'test-person@example.com', act: 'unused' },
      { kind: 'buttons', of: [{ label: 'Test Connection', act: 'click' }] },
      { kind: 'box', label: 'Enable management of User Groups', isOn: true, act: 'tick' },
      { kind: 'buttons', of: [{ label: 'Activate', act: 'click', isMain: true }] },
    ],
  }),
  pingonePaste: (facts) => ({
    place: 'Provisioning › New Connection › SCIM Outbound',
    console: 'PingOne',
    title: 'Configure Authentication',
    parts: [
      url(facts),
      field('Users Resource', '/Users', 'enter'),
      field('Groups Resource', '/Groups', 'enter'),
      field('SCIM Version', '2.0', 'pick', 'choice'),
      field('Authentication Method', 'OAuth 2 Bearer Token', 'pick', 'choice'),
      token(facts),
      field('Auth Type Header', 'Bearer', 'pick', 'choice'),
      { kind: 'buttons', of: [{ label: 'Test Connection', act: 'click' }] },
      { kind: 'buttons', of: [{ label: 'Next', act: 'click', isMain: true }] },
    ],
  }),
}
