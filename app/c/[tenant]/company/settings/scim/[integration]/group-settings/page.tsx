import { Notice } from '@/components/ui/notice'
import { TwoGroupsNote } from '../../group-switch.client'
import { loadIntegration, titleOf } from '../load'
import { GroupSyncSetting } from './setting.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/group-settings'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'group-settings')

export default async function GroupSettingsPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const { ctx, integration } = await loadIntegration(tenant, id)
  const canWrite = ctx.permissions.has('integrations.write')
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      <h2 className="text-section">Group Settings</h2>
      {!canWrite && <Notice>Only Owners and Admins can change integrations.</Notice>}
      <GroupSyncSetting
        tenant={tenant}
        id={id}
        isOn={integration.groupSync}
        groups={integration.groups}
        canWrite={canWrite}
      />
      {integration.groupSync ? (
        <TwoGroupsNote />
      ) : (
        <p className="max-w-[72ch] text-cell text-fg-2">
          While this is off, your identity provider sees no groups here, and every group it pushes is refused
          with a message that names this switch.
        </p>
      )}
    </div>
  )
}
