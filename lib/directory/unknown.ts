import { notFound } from '@/lib/scim'

/** What a client is told of a person who is not there, or not there for it. */
export function unknownUser(id: string) {
  return notFound(
    `There is no user with id ${id.slice(0, 60)}. It may have been removed here; assign the person again.`,
  )
}

/** The same of a group. */
export function unknownGroup(id: string) {
  return notFound(
    `There is no group with id ${id.slice(0, 60)}. It may have been removed here; push the group again.`,
  )
}
