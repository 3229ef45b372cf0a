import { URN } from '../urns'
import { attribute, type SchemaDefinition } from './schema'

/**
 * RFC 7643 §4.3. `manager.displayName` may be written here, which the RFC leaves to the server: identity
 * providers know the name of a manager whom they have not provisioned.
 */
export const enterpriseUser: SchemaDefinition = {
  urn: URN.ENTERPRISE_USER,
  name: 'EnterpriseUser',
  description: 'What an organization knows of a person who works for it.',
  attributes: [
    attribute('employeeNumber', 'The number or code of the employee.'),
    attribute('costCenter', 'The name of the cost center.'),
    attribute('organization', 'The name of the organization.'),
    attribute('division', 'The name of the division.'),
    attribute('department', 'The name of the department.'),
    attribute('manager', 'The manager of the user.', {
      type: 'complex',
      subAttributes: [
        attribute('value', 'The id of the manager.', { caseExact: true }),
        attribute('$ref', 'The address of the manager.', { type: 'reference', referenceTypes: ['User'] }),
        attribute('displayName', 'The name of the manager.'),
      ],
    }),
  ],
}
