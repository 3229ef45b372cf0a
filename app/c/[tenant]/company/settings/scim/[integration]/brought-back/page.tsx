import { notFound } from 'next/navigation'
import { Figure, Figures } from '@/app/c/[tenant]/figures'
import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { returnedSearch } from '@/lib/integrations/input'
import { getReturn, listReturned } from '@/lib/integrations/returned'
import { loadIntegration } from '../load'
import { ReturnedTable } from './list.client'
import { ReturnRun } from './run.client'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/brought-back'>

export async function generateMetadata({ params }: Props) {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const values = { integration: integration.name, company: ctx.tenantName }
  return { title: t('scimSettings.returned.pageTitle', values) }
}

/** An integration that was brought back: how far its people and groups are, and who of them did not come, and why. */
export default async function BroughtBackPage({ params, searchParams }: Props) {
  const [{ tenant, integration: id }, asked] = await Promise.all([params, searchParams])
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const report = await getReturn(ctx, id)
  if (!report) notFound()
  const search = loadSearch(asked)
  const page = await listReturned(ctx, id, returnedSearch.parse(search))
  const { outcomes, deletion, name, by, at, until } = report
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="min-w-0">
        <h2 className="text-section">{t('scimSettings.returned.title')}</h2>
        <p className="mt-0.5 max-w-[72ch] text-pretty text-cell text-fg-2">
          {t('scimSettings.returned.text', {
            name,
            by,
            at: new Date(at),
            deletedBy: deletion.by,
            deletedAt: new Date(deletion.at),
          })}
          {until && ` ${t('scimSettings.returned.until', { until: new Date(until) })}`}
        </p>
      </div>
      {integration.liveTokens === 0 && (
        <Notice
          tone="warn"
          title={t('scimSettings.returned.noToken')}
          actions={
            <ButtonLink size="sm" href={routes.integrationTab(tenant, id, 'tokens')}>
              {t('scimSettings.returned.createToken')}
            </ButtonLink>
          }
        >
          {t('scimSettings.returned.noTokenText')}
        </Notice>
      )}
      <ReturnRun
        tenant={tenant}
        id={id}
        report={report}
        refusal={
          ctx.permissions.has('integrations.delete') ? undefined : t('scimSettings.returned.onlyOwners')
        }
      />
      <Figures>
        {(['lost', 'restored', 'refused'] as const).map((outcome) => (
          <Figure
            key={outcome}
            label={t(`scimSettings.returned.figure.${outcome}`)}
            value={outcomes[outcome]}
          />
        ))}
      </Figures>
      <Hydrate queryKey={listKey(tenant, `integrations/${id}/returned`, search)} data={page}>
        <ReturnedTable tenant={tenant} integration={id} />
      </Hydrate>
    </div>
  )
}
