import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { ManagedBy } from '@/lib/directory/search'
import type { TargetGroup, TargetUser } from '@/lib/directory/target'
import { AddGroup } from './add-group.client'
import { GroupActions } from './group-actions.client'
import { PersonActions } from './person-actions.client'

/** Why the reader cannot change something here: it is managed elsewhere, or their role may not. */
async function reasonOf(tenant: string, integration: ManagedBy = null): Promise<string | undefined> {
  const [t, ctx] = [await getTranslations(), await requireMember(tenant, 'directory.read')]
  if (integration) return t('local.managed', { integration: integration.name })
  return ctx.permissions.has('directory.write') ? undefined : t('local.only')
}

/** Over the list of people: add one, or a file of them. */
export async function AddPeople({ tenant }: { tenant: string }) {
  const [t, reason] = [await getTranslations(), await reasonOf(tenant)]
  return (
    <>
      <ButtonLink href={routes.importUsers(tenant)} reason={reason}>
        {t('local.add.import')}
      </ButtonLink>
      <ButtonLink href={routes.newUser(tenant)} reason={reason}>
        {t('local.add.person')}
      </ButtonLink>
    </>
  )
}

/** Over the list of groups. */
export async function AddGroups({ tenant }: { tenant: string }) {
  return <AddGroup tenant={tenant} reason={await reasonOf(tenant)} />
}

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
