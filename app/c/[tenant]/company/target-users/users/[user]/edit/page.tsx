import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { getLocalPerson } from '@/lib/directory/local/people'
import { OnlyAdmins } from '../../../local/only-admins'
import { EditPersonForm } from '../../../local/person-form.client'
import { readPerson } from '../person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]/edit'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, user: id } = await params
  const [t, { ctx, user }] = [await getTranslations(), await readPerson(tenant, id)]
  return { title: t('local.person.editPage', { name: user.name, company: ctx.tenantName }) }
}

export default async function EditUserPage({ params }: Props) {
  const { tenant, user: id } = await params
  const [t, { ctx, user }] = [await getTranslations(), await readPerson(tenant, id)]
  const back = routes.user(tenant, id)
  return (
    <Page
      narrow
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: routes.users(tenant) },
        { label: t('users.crumbs.users'), href: routes.users(tenant) },
        { label: user.name, href: back },
        { label: t('local.person.edit') },
      ]}
      title={t('local.person.editTitle', { name: user.name })}
      {...(!user.integration && { text: t('local.person.editText') })}
    >
      {user.integration ? (
        <Notice actions={<ButtonLink href={back}>{t('local.back')}</ButtonLink>}>
          {t('local.managed', { integration: user.integration.name })}
        </Notice>
      ) : ctx.permissions.has('directory.write') ? (
        <EditPersonForm tenant={tenant} person={await getLocalPerson(ctx, id)} />
      ) : (
        <OnlyAdmins back={back} />
      )}
    </Page>
  )
}
