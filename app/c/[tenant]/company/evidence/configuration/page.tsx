import { UtcTime } from '@/components/ui/utc-time'
import { getTranslations } from '@/lib/auth/language'
import { memberWith } from '@/lib/auth/session'
import { getConfiguration } from '@/lib/evidence/configuration'
import type { Ctx } from '@/lib/tenancy/context'
import { RoleMatrix } from '../../members/roles/matrix'
import { EvidenceFrame, titleOf } from '../frame'
import { PrintPage } from '../print.client'
import { ConfiguredIntegrations, ConfiguredParts } from './parts'

type Props = PageProps<'/c/[tenant]/company/evidence/configuration'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'configuration')

/** How the console is set up, on one page that can be printed. */
export default async function ConfigurationPage({ params }: Props) {
  const ctx = await memberWith((await params).tenant, 'audit.read')
  return (
    <EvidenceFrame ctx={ctx} current="configuration" actions={<PrintPage />}>
      <Proof ctx={ctx} />
    </EvidenceFrame>
  )
}

async function Proof({ ctx }: { ctx: Ctx }) {
  const [configuration, t] = await Promise.all([getConfiguration(ctx), getTranslations()])
  return (
    <>
      <div>
        <h2 className="text-section">{t('evidence.configuration.title')}</h2>
        <p className="mt-0.5 max-w-[72ch] text-cell text-fg-2">{t('evidence.configuration.text')}</p>
        <p className="mt-1 font-medium text-body">
          {t('evidence.configuration.asOf', { company: ctx.tenantName, actor: ctx.actor.name })}{' '}
          <UtcTime at={configuration.at} />
        </p>
      </div>
      <ConfiguredParts of={configuration} />
      <ConfiguredIntegrations of={configuration.integrations} />
      <RoleMatrix />
    </>
  )
}
