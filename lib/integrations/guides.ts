import type { Messages } from '@/lib/messages/catalogue'
import { URN } from '@/lib/scim'
import type { Provider } from './choices'
import type { ProofKey } from './proof'

export type Flavour = keyof Messages['connect']['flavours']
export type Failing = keyof Messages['guides']['failing']['causes']
export type StepId = keyof Messages['guides']['steps']

/** A field on the provider's own screen, by its label there, and what goes into it. */
export type Field = { label: string; value: 'url' | 'token' | 'user-name' | { text: string } }

/** One step; its words stand in the catalogue under its id. `proof` is what ticks it. */
export type Step = {
  id: StepId
  proof?: ProofKey
  /** The fields are filled in here. */
  paste?: true
  /** What is searched for in the provider's catalogue. */
  app?: string
  note?: 'twoGroups'
  /** A call that can be copied; what it calls USER_ID is the id that we answered for a person. */
  curl?: Call
}

export type Call = { method?: 'POST' | 'PATCH'; path: string; body?: object }

/** One way to set a provider up. */
export type Guide = {
  flavour?: Flavour
  fields: readonly Field[]
  /** What the provider wants at the end of the base URL. */
  suffix?: string
  /** What must stand in front of the token where the provider sends it as it was typed. */
  prefix?: 'Bearer '
  /** The provider wants a user name beside the token. */
  userName?: string
  note?: keyof Messages['guides']['notes']
  /** What may be seen at the provider when something fails there. */
  failing?: readonly Failing[]
  steps: readonly Step[]
}

const OKTA_END: readonly Step[] = [
  { id: 'oktaToApp' },
  { id: 'oktaAssign', proof: 'person' },
  { id: 'oktaUpdate', proof: 'update' },
  { id: 'oktaPush', proof: 'group', note: 'twoGroups' },
  { id: 'oktaDeactivate', proof: 'deactivate' },
]

const OKTA_FAILING: readonly Failing[] = ['unauthorized', 'person', 'push', 'empty', 'exists']

function catalogue(flavour: Flavour, name: string, guide: Omit<Guide, 'steps' | 'flavour'>): Guide {
  return {
    flavour,
    note: 'testApps',
    failing: OKTA_FAILING,
    ...guide,
    steps: [
      { id: 'oktaCatalogueAdd', app: `SCIM 2.0 Test App (${name})` },
      { id: 'oktaCataloguePaste', proof: 'test', paste: true },
      ...OKTA_END,
    ],
  }
}

const CUSTOM_FIELDS: readonly Field[] = [
  { label: 'SCIM connector base URL', value: 'url' },
  { label: 'Unique identifier field for users', value: { text: 'userName' } },
  { label: 'Authentication Mode', value: { text: 'HTTP Header' } },
  { label: 'Authorization', value: 'token' },
]

const CUSTOM_STEPS: readonly Step[] = [
  { id: 'oktaCustomEnable' },
  { id: 'oktaCustomPaste', proof: 'test', paste: true },
  ...OKTA_END,
]

const OKTA: readonly Guide[] = [
  catalogue('bearer', 'OAuth Bearer Token', {
    fields: [
      { label: 'SCIM 2.0 Base Url', value: 'url' },
      { label: 'OAuth Bearer Token', value: 'token' },
    ],
  }),
  catalogue('header', 'Header Auth', {
    prefix: 'Bearer ',
    fields: [
      { label: 'Base URL', value: 'url' },
      { label: 'API Token', value: 'token' },
    ],
  }),
  catalogue('basic', 'Basic Auth', {
    userName: 'rollcall',
    fields: [
      { label: 'SCIM 2.0 Base Url', value: 'url' },
      { label: 'Username', value: 'user-name' },
      { label: 'Password', value: 'token' },
    ],
  }),
  {
    flavour: 'custom',
    fields: CUSTOM_FIELDS,
    failing: OKTA_FAILING,
    steps: [{ id: 'oktaCustomAdd' }, ...CUSTOM_STEPS],
  },
  {
    flavour: 'oidc',
    note: 'oidc',
    fields: CUSTOM_FIELDS,
    failing: OKTA_FAILING,
    steps: [{ id: 'oktaOidcAdd' }, ...CUSTOM_STEPS],
  },
]

const A_PERSON = {
  schemas: [URN.USER],
  userName: 'test.person@example.com',
  name: { givenName: 'Test', familyName: 'Person' },
  emails: [{ value: 'test.person@example.com', primary: true }],
  active: true,
}
const A_GROUP = { schemas: [URN.GROUP], displayName: 'Test group', members: [{ value: 'USER_ID' }] }
const A_DEACTIVATION = {
  schemas: [URN.PATCH_OP],
  Operations: [{ op: 'replace', path: 'active', value: false }],
}

const GUIDES: Record<Provider, readonly Guide[]> = {
  okta: OKTA,
  entra: [
    {
      note: 'entra',
      suffix: '?aadOptscim062020',
      fields: [
        { label: 'Tenant URL', value: 'url' },
        { label: 'Secret Token', value: 'token' },
      ],
      steps: [
        { id: 'entraAdd' },
        { id: 'entraPaste', proof: 'test', paste: true },
        { id: 'entraMap' },
        { id: 'entraAssign', proof: 'person' },
        { id: 'entraStart' },
        { id: 'entraGroup', proof: 'group' },
      ],
    },
  ],
  google: [
    {
      note: 'google',
      fields: [
        { label: 'Access token', value: 'token' },
        { label: 'Endpoint URL', value: 'url' },
      ],
      steps: [
        { id: 'googlePaste', proof: 'test', paste: true },
        { id: 'googleStart', proof: 'person' },
      ],
    },
  ],
  onelogin: [
    {
      fields: [
        { label: 'SCIM Base URL', value: 'url' },
        { label: 'SCIM Bearer Token', value: 'token' },
      ],
      steps: [
        { id: 'oneloginAdd' },
        { id: 'oneloginPaste', proof: 'test', paste: true },
        { id: 'oneloginAssign', proof: 'person' },
        { id: 'oneloginGroup', proof: 'group' },
      ],
    },
  ],
  jumpcloud: [
    {
      fields: [
        { label: 'API Type', value: { text: 'SCIM API' } },
        { label: 'SCIM Version', value: { text: 'SCIM 2.0' } },
        { label: 'Authentication', value: { text: 'Bearer token' } },
        { label: 'Base URL', value: 'url' },
        { label: 'Token Key', value: 'token' },
      ],
      steps: [
        { id: 'jumpcloudAdd' },
        { id: 'jumpcloudPaste', proof: 'test', paste: true },
        { id: 'jumpcloudAssign', proof: 'person' },
        { id: 'jumpcloudGroup', proof: 'group' },
      ],
    },
  ],
  pingone: [
    {
      fields: [
        { label: 'SCIM BASE URL', value: 'url' },
        { label: 'Users Resource', value: { text: '/Users' } },
        { label: 'Groups Resource', value: { text: '/Groups' } },
        { label: 'SCIM Version', value: { text: '2.0' } },
        { label: 'Authentication Method', value: { text: 'OAuth 2 Bearer Token' } },
        { label: 'Oauth Access Token', value: 'token' },
        { label: 'Auth Type Header', value: { text: 'Bearer' } },
      ],
      steps: [
        { id: 'pingoneAdd' },
        { id: 'pingonePaste', proof: 'test', paste: true },
        { id: 'pingoneRule', proof: 'person' },
        { id: 'pingoneGroup', proof: 'group' },
      ],
    },
  ],
  other: [
    {
      fields: [
        { label: 'Base URL', value: 'url' },
        { label: 'Bearer token', value: 'token' },
      ],
      steps: [
        { id: 'otherPaste', proof: 'test', paste: true, curl: { path: '/Users?count=1' } },
        { id: 'otherPerson', proof: 'person', curl: { method: 'POST', path: '/Users', body: A_PERSON } },
        { id: 'otherGroup', proof: 'group', curl: { method: 'POST', path: '/Groups', body: A_GROUP } },
        {
          id: 'otherDeactivate',
          proof: 'deactivate',
          curl: { method: 'PATCH', path: '/Users/USER_ID', body: A_DEACTIVATION },
        },
      ],
    },
  ],
}

/** The ways in which a provider can be set up; most have one. */
export function guidesOf(provider: Provider): readonly [Guide, ...Guide[]] {
  return GUIDES[provider] as [Guide, ...Guide[]]
}

/** The guide of a provider for the kind of app that was chosen, or its first one. */
export function guideOf(provider: Provider, flavour: string | undefined): Guide {
  const guides = guidesOf(provider)
  return guides.find((guide) => guide.flavour === flavour) ?? guides[0]
}

/** What the provider calls the field that a value goes into. */
export function labelIn(guide: Guide, value: 'url' | 'token' | 'user-name'): string {
  return guide.fields.find((field) => field.value === value)?.label ?? ''
}
