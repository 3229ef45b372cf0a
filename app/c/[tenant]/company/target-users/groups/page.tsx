import type { Metadata } from 'next'
import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { requireMember } from '@/lib/auth/session'
import { groupSearch } from '@/lib/directory/input'
import { listTargetGroups } from '@/lib/directory/search'
import { type DirectoryState, getDirectoryState } from '@/lib/directory/target'
import { TargetUsersFrame } from '../frame'
import { ConnectFirst } from '../users/nobody-yet'
import { GroupsTable } from './groups-table.client'

type Props = PageProps<'/c/[tenant]/company/target-users/groups'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireMember((await params).tenant, 'directory.read')
  return { title: `Groups · Target Users · ${ctx.tenantName}` }
}

export default async function GroupsPage({ params, searchParams }: Props) {
  const { tenant } = await params
  const asked = await searchParams
  const ctx = await requireMember(tenant, 'directory.read')
  const search = loadSearch(asked)
  const [state, page] = await Promise.all([
    getDirectoryState(ctx),
    listTargetGroups(ctx, groupSearch.parse(search)),
  ])
  return (
    <TargetUsersFrame tenant={tenant} state={state} here="Groups">
      {state.groups > 0 && state.integrations > 0 && !state.groupSync && (
        <Notice
          title="Group sync is off."
          actions={
            <ButtonLink size="sm" href={groupSettingsHref(tenant, state)}>
              Turn on
            </ButtonLink>
          }
        >
          The groups that are here stay, and are not updated. People go on being synced.
        </Notice>
      )}
      <Hydrate queryKey={listKey(tenant, 'groups', search)} data={page}>
        <GroupsTable tenant={tenant} empty={<NoGroupsYet tenant={tenant} state={state} />} />
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
function NoGroupsYet({ tenant, state }: { tenant: string; state: DirectoryState }) {
  if (state.integrations === 0) return <ConnectFirst tenant={tenant} what="Groups" />
  if (!state.groupSync) {
    return (
      <EmptyState
        title="Group sync is off."
        action={
          <ButtonLink variant="primary" href={groupSettingsHref(tenant, state)}>
            Turn on
          </ButtonLink>
        }
      >
        People are synced. Groups follow once “Synchronize groups with Identity Management Platform” is on.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No groups yet.">
      In Okta open <strong className="font-medium">Push Groups</strong> › Find groups by name. Groups appear
      here as Okta pushes them.
    </EmptyState>
  )
}
