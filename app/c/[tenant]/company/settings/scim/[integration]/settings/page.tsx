import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { readRules } from '@/lib/integrations/rules'
import { loadIntegration, titleOf } from '../load'
import { DeleteSetting } from './delete.client'
import { PauseSetting } from './pause.client'
import { RenameForm } from './rename.client'
import { RulesForm } from './rules.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/settings'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'settings')

export default async function IntegrationSettingsPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const { ctx, integration } = await loadIntegration(tenant, id)
  const { name, users, groups } = integration
  const refusal = ctx.permissions.has('integrations.write')
    ? undefined
    : 'Only Owners and Admins can change integrations.'
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      {refusal && <Notice>{refusal}</Notice>}
      <Card title="General">
        <RenameForm tenant={tenant} id={id} name={name} refusal={refusal} />
      </Card>
      <Card
        title="Rules"
        description="What is decided here without asking. They hold for what comes from now on; history tells what each of them did."
      >
        <RulesForm tenant={tenant} id={id} rules={readRules(integration.rules)} refusal={refusal} />
      </Card>
      <Card
        title={integration.pausedAt ? 'Resume' : 'Pause'}
        description={
          integration.pausedAt
            ? 'Calls of this integration are accepted again. What was refused meanwhile is tried again by your identity provider, or has to be pushed again there.'
            : 'Calls of this integration are refused with 403 until you resume it. People and groups stay as they are.'
        }
        actions={
          <PauseSetting
            tenant={tenant}
            id={id}
            name={name}
            isPaused={integration.pausedAt !== null}
            refusal={refusal}
          />
        }
      />
      <Card
        title="Delete integration"
        description="Ends the sync and its tokens for good. You choose what becomes of the people and groups."
        actions={
          <DeleteSetting
            tenant={tenant}
            id={id}
            name={name}
            users={users}
            groups={groups}
            refusal={
              ctx.permissions.has('integrations.delete')
                ? undefined
                : 'Only Owners can delete an integration.'
            }
          />
        }
      />
    </div>
  )
}
