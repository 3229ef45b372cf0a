import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { listDecisions } from '@/lib/directory/local/decisions'
import { readRules } from '@/lib/integrations/rules'
import { TwoGroupsNote } from '../../group-switch.client'
import { loadIntegration, titleOf } from '../load'
import { Decisions } from './decisions'
import { SameNameForm } from './same-name-form.client'
import { GroupSyncSetting } from './setting.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/group-settings'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'group-settings')

export default async function GroupSettingsPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const canWrite = ctx.permissions.has('integrations.write')
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      <h2 className="text-section">{t('scimSettings.tabs.group-settings')}</h2>
      {!canWrite && <Notice>{t('scimSettings.onlyAdminsChange')}</Notice>}
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
        <p className="max-w-[72ch] text-cell text-fg-2">{t('scimSettings.groupSync.whileOff')}</p>
      )}
      <Card>
        <SameNameForm
          tenant={tenant}
          id={id}
          value={readRules(integration.rules).whenLocalGroup}
          refusal={canWrite ? undefined : t('scimSettings.onlyAdminsChange')}
        />
      </Card>
      <Decisions tenant={tenant} id={id} decisions={await listDecisions(ctx, id)} canWrite={canWrite} />
    </div>
  )
}
