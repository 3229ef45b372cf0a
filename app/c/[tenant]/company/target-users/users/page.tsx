import type { Metadata } from 'next'
import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { getTranslations, getWords } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { listCustomColumns } from '@/lib/directory/custom-columns'
import { MOST_CHOSEN, userSearch } from '@/lib/directory/input'
import { listTargetUsers } from '@/lib/directory/search'
import { getDirectoryState } from '@/lib/directory/target'
import { ListViews } from '../../../views/views'
import { TargetUsersFrame } from '../frame'
import { integrationOptions } from '../integration-options'
import { NobodyYet } from './nobody-yet'
import { UsersTable } from './users-table.client'

type Props = PageProps<'/c/[tenant]/company/target-users/users'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireMember((await params).tenant, 'directory.read')
  const t = await getTranslations()
  return { title: t('users.pageTitle', { company: ctx.tenantName }) }
}

export default async function UsersPage({ params, searchParams }: Props) {
  const { tenant } = await params
  const asked = await searchParams
  const ctx = await requireMember(tenant, 'directory.read')
  const search = loadSearch(asked)
  const t = await getTranslations()
  const [state, page, integrations, custom, words] = await Promise.all([
    getDirectoryState(ctx),
    listTargetUsers(ctx, userSearch.parse(search)),
    integrationOptions(ctx),
    listCustomColumns(ctx),
    getWords(),
  ])
  return (
    <TargetUsersFrame ctx={ctx} tenant={tenant} state={state} here="users">
      <Hydrate queryKey={listKey(tenant, 'users', search)} data={page}>
        <UsersTable
          tenant={tenant}
          integrations={integrations}
          custom={custom.map(({ path, label }) => ({ path, label: capital(words(label)) }))}
          mostChosen={MOST_CHOSEN}
          mayNot={ctx.permissions.has('directory.write') ? undefined : t('users.bulkOnlyAdmins')}
          views={
            <ListViews
              ctx={ctx}
              list="users"
              standing={[
                { name: t('users.views.idp'), query: 'origin=idp' },
                { name: t('users.views.inactive'), query: 'status=inactive' },
                { name: t('users.views.problems'), query: 'problems=open' },
              ]}
            />
          }
          empty={<NobodyYet tenant={tenant} state={state} />}
        />
      </Hydrate>
    </TargetUsersFrame>
  )
}

/** Attributes are called in the middle of sentences too; here their names head a column. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
