import { Suspense } from 'react'
import { routes, withSearch } from '@/components/routes'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { getRetentionOf } from '@/lib/activity/retention'
import { getTranslations } from '@/lib/auth/language'
import { readRules } from '@/lib/integrations/rules'
import { DeleteDialog } from '../../delete-dialog.client'
import { loadIntegration, titleOf } from '../load'
import { MappingLoading, MappingSection } from './mapping/section'
import { PauseSetting } from './pause.client'
import { ProviderForm } from './provider.client'
import { RenameForm } from './rename.client'
import { RetentionForm } from './retention.client'
import { RulesForm } from './rules.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/settings'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'settings')

export default async function IntegrationSettingsPage({ params }: Props) {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const { name, provider, users, groups } = integration
  const retention = await getRetentionOf(ctx, id)
  const refusal = ctx.permissions.has('integrations.write') ? undefined : t('scimSettings.onlyAdminsChange')
  return (
    <div className="flex max-w-[720px] flex-col gap-5">
      {refusal && <Notice>{refusal}</Notice>}
      <Card title={t('scimSettings.settings.general')}>
        <div className="flex flex-col gap-5">
          <RenameForm tenant={tenant} id={id} name={name} refusal={refusal} />
          <ProviderForm tenant={tenant} id={id} provider={provider} refusal={refusal} />
        </div>
      </Card>
      <Card title={t('scimSettings.settings.rules')} description={t('scimSettings.settings.rulesText')}>
        {integration.shutOut && (
          <Notice tone="warn" className="mb-5">
            {t('scimSettings.settings.shutOut', { address: integration.shutOut })}
          </Notice>
        )}
        <RulesForm tenant={tenant} id={id} rules={readRules(integration.rules)} refusal={refusal} />
      </Card>
      <div id="attribute-mapping" className="scroll-mt-16">
        <Suspense fallback={<MappingLoading />}>
          <MappingSection ctx={ctx} id={id} people={users} refusal={refusal} />
        </Suspense>
      </div>
      <Card
        title={t('scimSettings.retention.title')}
        description={t('scimSettings.retention.text')}
        actions={
          <ButtonLink
            size="sm"
            href={withSearch(routes.integrationTab(tenant, id, 'activity'), { show: 'requests' })}
          >
            {t('scimSettings.retention.export')}
          </ButtonLink>
        }
      >
        <RetentionForm tenant={tenant} id={id} retention={retention} refusal={refusal} />
      </Card>
      <Card
        title={t(integration.pausedAt ? 'scimSettings.settings.resume' : 'scimSettings.settings.pause')}
        description={t(
          integration.pausedAt ? 'scimSettings.settings.resumeText' : 'scimSettings.settings.pauseText',
        )}
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
        title={t('scimSettings.settings.delete')}
        description={t('scimSettings.settings.deleteText')}
        actions={
          ctx.permissions.has('integrations.delete') ? (
            <DeleteDialog
              tenant={tenant}
              integration={{ id, name, users, groups }}
              trigger={<Button variant="destructive">{t('scimSettings.settings.deleteButton')}</Button>}
            />
          ) : (
            <Button reason={t('scimSettings.onlyOwners')}>{t('scimSettings.settings.deleteButton')}</Button>
          )
        }
      />
    </div>
  )
}
