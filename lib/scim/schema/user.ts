import { LIMITS } from '../limits'
import type { ResourceType } from '../types'
import { URN } from '../urns'
import { enterpriseUser } from './enterprise-user'
import { type Attribute, type AttributeType, attribute, defineResource } from './schema'

const indexed = { maxLength: LIMITS.keyLength }
const readOnly = { mutability: 'readOnly' } as const

/** A list of values with the usual companions: display, type, primary (RFC 7643 §2.4). */
function plural(
  name: string,
  description: string,
  options: { type?: AttributeType; types?: readonly string[]; maxLength?: number } = {},
): Attribute {
  const { type = 'string', types = [], maxLength = Number.POSITIVE_INFINITY } = options
  return attribute(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', 'The value itself.', {
        type,
        maxLength,
        ...(type === 'reference' ? { referenceTypes: ['external'] } : {}),
      }),
      attribute('display', 'The value as people read it.'),
      attribute('type', 'What the value is used for.', { canonicalValues: types }),
      attribute('primary', 'Whether it is the preferred one; true for one value at most.', {
        type: 'boolean',
      }),
    ],
  })
}

/** RFC 7643 §4.1, as data: discovery, filters, patches and projections all read it. */
export const userSchema = defineResource<ResourceType>(
  'User',
  '/Users',
  {
    urn: URN.USER,
    name: 'User',
    description: 'A person who has an account.',
    attributes: [
      attribute('userName', 'The unique name of the user; kept as sent, compared without case.', {
        required: true,
        uniqueness: 'server',
        ...indexed,
      }),
      attribute('name', 'The parts of the name.', {
        type: 'complex',
        subAttributes: [
          attribute('formatted', 'The full name as people read it.'),
          attribute('familyName', 'The last name.'),
          attribute('givenName', 'The first name.'),
          attribute('middleName', 'The middle names.'),
          attribute('honorificPrefix', 'The title in front of the name.'),
          attribute('honorificSuffix', 'The suffix after the name.'),
        ],
      }),
      attribute('displayName', 'The name to show.', indexed),
      attribute('nickName', 'The casual name.'),
      attribute('profileUrl', 'The address of a page about the user.', {
        type: 'reference',
        referenceTypes: ['external'],
      }),
      attribute('title', 'The job title.'),
      attribute('userType', 'The relation to the organization, such as Employee or Contractor.'),
      attribute('preferredLanguage', 'The preferred languages, as in Accept-Language.'),
      attribute('locale', 'The place whose formats of numbers and dates are used.'),
      attribute('timezone', 'The time zone, such as Europe/Paris.'),
      attribute('active', 'Whether the user may sign in.', { type: 'boolean' }),
      attribute('password', 'Accepted and dropped: people sign in with their identity provider.', {
        mutability: 'writeOnly',
        returned: 'never',
        caseExact: true,
      }),
      plural('emails', 'The e-mail addresses.', { types: ['work', 'home', 'other'], ...indexed }),
      plural('phoneNumbers', 'The phone numbers.', {
        types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
      }),
      plural('ims', 'The instant messaging addresses.', {
        types: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'],
      }),
      plural('photos', 'The addresses of photos.', { type: 'reference', types: ['photo', 'thumbnail'] }),
      attribute('addresses', 'The postal addresses.', {
        type: 'complex',
        multiValued: true,
        subAttributes: [
          attribute('formatted', 'The whole address as people read it.'),
          attribute('streetAddress', 'The street and the number.'),
          attribute('locality', 'The city.'),
          attribute('region', 'The state or region.'),
          attribute('postalCode', 'The postal code.'),
          attribute('country', 'The country, as a code of two letters.'),
          attribute('type', 'What the address is used for.', { canonicalValues: ['work', 'home', 'other'] }),
          attribute('primary', 'Whether it is the preferred one; true for one value at most.', {
            type: 'boolean',
          }),
        ],
      }),
      attribute('groups', 'The groups the user belongs to; changed through the groups.', {
        type: 'complex',
        multiValued: true,
        ...readOnly,
        subAttributes: [
          attribute('value', 'The id of the group.', { caseExact: true, ...readOnly }),
          attribute('$ref', 'The address of the group.', {
            type: 'reference',
            referenceTypes: ['Group'],
            ...readOnly,
          }),
          attribute('display', 'The name of the group.', readOnly),
          attribute('type', 'Whether the user is a member of it, or of a group in it.', {
            canonicalValues: ['direct', 'indirect'],
            ...readOnly,
          }),
        ],
      }),
      plural('entitlements', 'What the user is entitled to.'),
      plural('roles', 'The roles of the user.'),
      plural('x509Certificates', 'The certificates of the user, DER encoded, in base64.', { type: 'binary' }),
    ],
  },
  [enterpriseUser],
)
