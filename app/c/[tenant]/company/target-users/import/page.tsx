import type { Metadata } from 'next'
import { routes } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { listImports } from '@/lib/directory/local/import/imports'
import { OnlyAdmins } from '../local/only-admins'
import { Importer } from './importer.client'
import { RecentImports } from './recent'

type Props = PageProps<'/c/[tenant]/company/target-users/import'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, ctx] = [await getTranslations(), await requireMember((await params).tenant, 'directory.read')]
  return { title: t('import.page', { company: ctx.tenantName }) }
}

export default async function ImportPage({ params }: Props) {
  const { tenant } = await params
  const [t, ctx] = [await getTranslations(), await requireMember(tenant, 'directory.read')]
  const users = routes.users(tenant)
  const recent = <RecentImports imports={await listImports(ctx)} />
  return (
    <Page
      breadcrumb={[
        { label: t('users.crumbs.company') },
        { label: t('users.title'), href: users },
        { label: t('users.crumbs.users'), href: users },
        { label: t('import.crumb') },
      ]}
      title={t('import.title')}
      text={t('import.text')}
    >
      <div className="flex max-w-5xl flex-col gap-8">
        {ctx.permissions.has('directory.write') ? (
          <Importer tenant={tenant} recent={recent} />
        ) : (
          <>
            <OnlyAdmins back={users} />
            {recent}
          </>
        )}
      </div>
    </Page>
  )
}
