import type { ResourceType } from '../types'
import { groupSchema } from './group'
import type { ResourceSchema } from './schema'
import { userSchema } from './user'

export function schemaOf(type: ResourceType): ResourceSchema<ResourceType> {
  return type === 'User' ? userSchema : groupSchema
}
