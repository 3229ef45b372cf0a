import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { OnlyAdmins } from '../../local/only-admins'
import { AddPersonForm } from '../../local/person-form.client'

type Props = PageProps<'/c/[tenant]/company/target-users/users/new'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, ctx] = [await getTranslations(), await requireMember((await params).tenant, 'directory.read')]
  return { title: t('local.person.newPage', { company: ctx.tenantName }) }
}

export default async function NewUserPage({ params }: Props) {
  const { tenant } = await params
  const [t, ctx] = [await getTranslations(), await requireMember(tenant, 'directory.read')]
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: routes.users(tenant) },
        { label: t('users.crumbs.users'), href: routes.users(tenant) },
        { label: t('local.person.newTitle') },
      ]}
      title={t('local.person.newTitle')}
      text={t('local.person.newText')}
    >
      {ctx.permissions.has('directory.write') ? (
        <AddPersonForm tenant={tenant} />
      ) : (
        <OnlyAdmins back={routes.users(tenant)} />
      )}
    </Page>
  )
}
