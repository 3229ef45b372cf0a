import type { TargetGroup, TargetUser } from '@/lib/directory/target'
import { GroupActions } from './group-actions.client'
import { PersonActions } from './person-actions.client'
import { reasonOf } from './reason'

/** In the head of a person’s page. */
export async function ChangePerson({ tenant, user }: { tenant: string; user: TargetUser }) {
  const { id, name, active, groups, integration } = user
  return (
    <PersonActions
      tenant={tenant}
      person={{ id, name, active, groups }}
      reason={await reasonOf(tenant, integration)}
    />
  )
}

/** In the head of a group’s page. */
export async function ChangeGroup({ tenant, group }: { tenant: string; group: TargetGroup }) {
  const { id, name, members, integration } = group
  return (
    <GroupActions
      tenant={tenant}
      group={{ id, name, members }}
      reason={await reasonOf(tenant, integration)}
    />
  )
}
