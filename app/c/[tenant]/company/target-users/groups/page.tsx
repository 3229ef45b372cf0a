import type { Metadata } from 'next'
import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { groupSearch } from '@/lib/directory/input'
import { listTargetGroups } from '@/lib/directory/search'
import { type DirectoryState, getDirectoryState } from '@/lib/directory/target'
import { ListViews } from '../../../views/views'
import { TargetUsersFrame } from '../frame'
import { integrationOptions } from '../integration-options'
import { ConnectFirst } from '../users/nobody-yet'
import { GroupsTable } from './groups-table.client'

type Props = PageProps<'/c/[tenant]/company/target-users/groups'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireMember((await params).tenant, 'directory.read')
  const t = await getTranslations()
  return { title: t('groups.pageTitle', { company: ctx.tenantName }) }
}

export default async function GroupsPage({ params, searchParams }: Props) {
  const { tenant } = await params
  const asked = await searchParams
  const ctx = await requireMember(tenant, 'directory.read')
  const search = loadSearch(asked)
  const t = await getTranslations()
  const [state, page, integrations] = await Promise.all([
    getDirectoryState(ctx),
    listTargetGroups(ctx, groupSearch.parse(search)),
    integrationOptions(ctx),
  ])
  return (
    <TargetUsersFrame ctx={ctx} tenant={tenant} state={state} here="groups">
      {state.groups > 0 && state.integrations > 0 && !state.groupSync && (
        <Notice
          title={t('groups.sync.off')}
          actions={
            <ButtonLink size="sm" href={groupSettingsHref(tenant, state)}>
              {t('groups.sync.turnOn')}
            </ButtonLink>
          }
        >
          {t('groups.sync.stays')}
        </Notice>
      )}
      <Hydrate queryKey={listKey(tenant, 'groups', search)} data={page}>
        <GroupsTable
          tenant={tenant}
          integrations={integrations}
          views={<ListViews ctx={ctx} list="groups" />}
          empty={<NoGroupsYet tenant={tenant} state={state} />}
        />
      </Hydrate>
    </TargetUsersFrame>
  )
}

/** The switch, when there is only one integration; else the list of them. */
function groupSettingsHref(tenant: string, { soleIntegrationId }: DirectoryState) {
  return soleIntegrationId
    ? routes.integrationTab(tenant, soleIntegrationId, 'group-settings')
    : routes.scimSettings(tenant)
}

/** Why no group is here, and what to do about it. */
async function NoGroupsYet({ tenant, state }: { tenant: string; state: DirectoryState }) {
  if (state.integrations === 0) return <ConnectFirst tenant={tenant} what="groups" />
  const t = await getTranslations()
  if (!state.groupSync) {
    return (
      <EmptyState
        title={t('groups.sync.off')}
        action={
          <ButtonLink variant="primary" href={groupSettingsHref(tenant, state)}>
            {t('groups.sync.turnOn')}
          </ButtonLink>
        }
      >
        {t('groups.sync.follow')}
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('groups.nothing.title')}>
      {t.rich('groups.nothing.text', { b: (words) => <strong className="font-medium">{words}</strong> })}
    </EmptyState>
  )
}
