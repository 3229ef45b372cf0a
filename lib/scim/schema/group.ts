import { LIMITS } from '../limits'
import type { ResourceType } from '../types'
import { URN } from '../urns'
import { attribute, defineResource } from './schema'

const readOnly = { mutability: 'readOnly' } as const

/** RFC 7643 §4.2, as data. What says who a member is, apart from `value`, is answered and never read. */
export const groupSchema = defineResource<ResourceType>(
  'Group',
  '/Groups',
  {
    urn: URN.GROUP,
    name: 'Group',
    description: 'A group of users and groups.',
    attributes: [
      attribute('displayName', 'The name of the group; kept as sent, compared without case.', {
        required: true,
        uniqueness: 'server',
        maxLength: LIMITS.keyLength,
      }),
      attribute('members', 'The members of the group.', {
        type: 'complex',
        multiValued: true,
        subAttributes: [
          attribute('value', 'The id of the user or group.', { caseExact: true, mutability: 'immutable' }),
          attribute('$ref', 'The address of the user or group.', {
            type: 'reference',
            referenceTypes: ['User', 'Group'],
            ...readOnly,
          }),
          attribute('type', 'The kind of member.', { canonicalValues: ['User', 'Group'], ...readOnly }),
          attribute('display', 'The name of the member.', readOnly),
        ],
      }),
    ],
  },
  [],
)
