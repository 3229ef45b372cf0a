import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { getTranslations } from '@/lib/auth/language'
import { AddGroup } from './add-group.client'
import { reasonOf } from './reason'

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
