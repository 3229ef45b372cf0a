import type { Provider } from '@/lib/integrations/input'

/** One step; `**…**` marks what is written so on the provider's screen. */
export type Step = { title: string; text: string }

/** One way to set a provider up. `token` and `url` are what the provider calls the two values. */
export type Guide = {
  key: string
  label: string
  url: string
  token: string
  /** What must stand in front of the token where the provider sends it as it was typed. */
  prefix?: 'Bearer '
  /** The provider wants a user name beside the token. */
  userName?: string
  note?: string
  steps: readonly Step[]
}

const ASSIGN: Step = {
  title: 'Assign people',
  text: '**Assignments › Assign › Assign to Groups**: the group that gets the app. Begin with one test person under **Assign to People**.',
}
const TO_APP: Step = {
  title: 'Say what Okta may do',
  text: '**Provisioning › To App › Edit**: enable **Create Users**, **Update User Attributes** and **Deactivate Users**. Leave **Sync Password** off. **Save**.',
}
const PUSH: Step = {
  title: 'Push a group',
  text: '**Push Groups › + Push Groups › Find groups by name**: another group than the one you assigned. Leave **Push group memberships immediately** ticked, **Create Group**, **Save**.',
}

function catalogue(
  key: string,
  label: string,
  app: string,
  fields: Partial<Guide> & { paste: string },
): Guide {
  const { paste, ...rest } = fields
  return {
    key,
    label,
    url: 'SCIM 2.0 Base Url',
    token: 'OAuth Bearer Token',
    note: 'Okta means the test apps of its catalogue for trying things out. For production, use a custom app.',
    ...rest,
    steps: [
      {
        title: 'Add the app',
        text: `**Applications › Applications › Browse App Catalog**: search for **${app}**, **Add Integration**, **Next**, leave the sign-on options as they are, **Done**.`,
      },
      {
        title: 'Paste and test',
        text: `**Provisioning › Configure API Integration**: tick **Enable API integration**. ${paste} Then **Test API Credentials**, **Save**.`,
      },
      TO_APP,
      ASSIGN,
      PUSH,
    ],
  }
}

const OKTA: readonly Guide[] = [
  catalogue('bearer', 'OAuth Bearer Token', 'SCIM 2.0 Test App (OAuth Bearer Token)', {
    paste: 'Paste the base URL into **SCIM 2.0 Base Url** and the token into **OAuth Bearer Token**.',
  }),
  catalogue('header', 'Header Auth', 'SCIM 2.0 Test App (Header Auth)', {
    url: 'Base URL',
    token: 'API Token',
    prefix: 'Bearer ',
    paste:
      'Paste the base URL into **Base URL** and the token into **API Token**; Okta sends it as you type it, with or without “Bearer ” in front.',
  }),
  catalogue('basic', 'Basic Auth', 'SCIM 2.0 Test App (Basic Auth)', {
    token: 'Password',
    userName: 'rollcall',
    paste:
      'Paste the base URL into **SCIM 2.0 Base Url**, any name into **Username** and the token into **Password**.',
  }),
  {
    key: 'custom',
    label: 'Custom app',
    url: 'SCIM connector base URL',
    token: 'Authorization',
    note: 'A classic OIDC app can’t carry SCIM. Keep it for sign-in, and make this one for provisioning.',
    steps: [
      {
        title: 'Make the app',
        text: '**Applications › Create App Integration › SAML 2.0** (or **SWA**). Then **General › App Settings › Edit › Provisioning: SCIM**, **Save**.',
      },
      {
        title: 'Paste and test',
        text: '**Provisioning › Integration › Edit**: the base URL into **SCIM connector base URL**, `userName` into **Unique identifier field for users**; tick **Push New Users**, **Push Profile Updates** and **Push Groups**; **Authentication Mode: HTTP Header**, the token into **Authorization**. **Test Connector Configuration**, **Save**.',
      },
      TO_APP,
      ASSIGN,
      PUSH,
    ],
  },
]

function single(url: string, token: string, steps: readonly Step[], note?: string): readonly Guide[] {
  return [{ key: 'only', label: '', url, token, steps, ...(note && { note }) }]
}

export const GUIDES: Record<Provider, readonly Guide[]> = {
  okta: OKTA,
  entra: single(
    'Tenant URL',
    'Secret Token',
    [
      {
        title: 'Make the app',
        text: '**Entra admin center › Enterprise applications › + New application › Create your own application**, non-gallery.',
      },
      {
        title: 'Paste and test',
        text: '**Provisioning › + New configuration**: the base URL into **Tenant URL**, the token into **Secret Token**. **Test Connection**.',
      },
      {
        title: 'Assign and start',
        text: '**Users and groups**: add who gets the app. Try one with **Provision on demand**, then **Start provisioning**.',
      },
    ],
    'Entra ID calls about every 40 minutes, and stops syncing when a token expires: choose No expiry, or set yourself a reminder.',
  ),
  google: single(
    'Endpoint URL',
    'Access token',
    [
      {
        title: 'Paste',
        text: '**Apps › Web and mobile apps**, your SAML app, **Autoprovisioning**: the token into **Access token**, the base URL into **Endpoint URL**.',
      },
      {
        title: 'Turn it on',
        text: 'Choose who is in scope, then switch **Autoprovisioning** on. Google syncs users only, every few hours.',
      },
    ],
    'Only apps of Google’s catalogue have autoprovisioning.',
  ),
  onelogin: single('SCIM Base URL', 'SCIM Bearer Token', [
    {
      title: 'Add the app',
      text: '**Applications › Add App**: **SCIM Provisioner with SAML (SCIM v2 Enterprise)**.',
    },
    {
      title: 'Paste and enable',
      text: '**Configuration › API Connection**: the base URL into **SCIM Base URL**, the token into **SCIM Bearer Token**; keep the JSON template. **API Status › Enable**.',
    },
    {
      title: 'Start',
      text: '**Provisioning › Enable provisioning**, then approve the first people under **Users**. Groups: **Parameters › Groups › Include in User Provisioning** and a rule.',
    },
  ]),
  jumpcloud: single('Base URL', 'Token Key', [
    {
      title: 'Make the app',
      text: '**SSO Applications › + Add New Application › Custom**, with **Export users to this app (Identity Management)**.',
    },
    {
      title: 'Paste and test',
      text: '**Identity Management**: **SCIM API**, **Bearer token**; the base URL into **Base URL**, the token into **Token Key**. **Test Connection** makes the person it is given, so name one who is new.',
    },
    { title: 'Start', text: '**Activate**, then bind **User Groups** to the app.' },
  ]),
  pingone: single('SCIM BASE URL', 'Oauth Access Token', [
    {
      title: 'Make the connection',
      text: '**Integrations › Provisioning › + New Connection › Identity Store › SCIM Outbound**.',
    },
    {
      title: 'Paste and test',
      text: 'The base URL into **SCIM BASE URL**, **/Users** and **/Groups** as resources, version **2.0**. **OAuth 2 Bearer Token**, the token into **Oauth Access Token**, type **Bearer**. **Test Connection**.',
    },
    {
      title: 'Start',
      text: '**+ New Rule** from PingOne to this connection: a filter for users, and the groups.',
    },
  ]),
  other: single('Base URL', 'Bearer token', [
    {
      title: 'Paste and test',
      text: 'Give your SCIM 2.0 client the base URL and the token. `Bearer`, the bare token in the Authorization header, and Basic with the token as password are all accepted.',
    },
    {
      title: 'Sync',
      text: 'People are known by `userName`, groups by `displayName`. PUT and PATCH both work; lists are paged by `startIndex` and `count`, and filters may use every attribute.',
    },
  ]),
}
