import type { Metadata } from 'next'
import { ListViews } from '@/app/c/[tenant]/views/views'
import { routes, withSearch } from '@/components/routes'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/auth/language'
import { memberWith } from '@/lib/auth/session'
import { listAudit, listAuditActors } from '@/lib/history/audit-log'
import { type AuditSearch, auditSearch } from '@/lib/history/input'
import { getCompanySettings } from '@/lib/tenancy/company-settings'
import type { Ctx } from '@/lib/tenancy/context'
import { AuditExport, CheckIntegrity } from './acts.client'
import { AuditEntries } from './entries'
import { AuditFilters } from './filters'

type Props = PageProps<'/c/[tenant]/company/audit-log'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await memberWith((await params).tenant, 'audit.read')
  return { title: `${(await getTranslations())('audit.title')} · ${tenantName}` }
}

/** Who did what in the console. */
export default async function AuditLogPage({ params, searchParams }: Props) {
  const ctx = await memberWith((await params).tenant, 'audit.read')
  const t = await getTranslations()
  const mayRead = ctx.permissions.has('audit.read')
  const asked = await searchParams
  const search = auditSearch.parse(asked)
  const view = typeof asked.view === 'string' ? asked.view : undefined
  return (
    <Page
      breadcrumb={[{ label: t('shell.company') }, { label: t('audit.title') }]}
      title={t('audit.title')}
      text={t('audit.text')}
      actions={
        mayRead && (
          <>
            <ListViews ctx={ctx} list="audit-log" />
            <AuditExport href={`/api/console/${ctx.tenantSlug}/export/audit-log`} search={plain(search)} />
          </>
        )
      }
    >
      {mayRead ? (
        <AuditLog {...{ ctx, search, view }} />
      ) : (
        <Card>
          <EmptyState
            title={t('audit.refused.title')}
            action={<ButtonLink href={routes.overview(ctx.tenantSlug)}>{t('audit.toOverview')}</ButtonLink>}
          >
            {t('audit.refused.text', { company: ctx.tenantName })}
          </EmptyState>
        </Card>
      )}
    </Page>
  )
}

/** `view` is the saved view that somebody began with: it stays while they filter further. */
async function AuditLog({ ctx, search, view }: { ctx: Ctx; search: AuditSearch; view: string | undefined }) {
  const [page, actors, settings, t] = await Promise.all([
    listAudit(ctx, search),
    listAuditActors(ctx),
    getCompanySettings(ctx),
    getTranslations(),
  ])
  const here = routes.auditLog(ctx.tenantSlug)
  const href = (before?: number) => withSearch(here, { ...plain(search), view, before })
  const retention = t('audit.retention', { days: settings.auditKeepDays ?? 0 })
  return (
    <>
      <CheckIntegrity tenant={ctx.tenantSlug} />
      <div>
        <AuditFilters action={here} {...{ search, view, actors }} />
        <div className="mt-4 rounded-card border bg-surface">
          {page.entries.length === 0 ? (
            <EmptyState
              title={t('audit.empty')}
              action={<ButtonLink href={here}>{t('audit.filters.clear')}</ButtonLink>}
            >
              {t('audit.emptyText')}
            </EmptyState>
          ) : (
            <AuditEntries entries={page.entries} />
          )}
        </div>
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
          <p className="text-fg-3 text-meta">{retention}</p>
          <nav aria-label={t('audit.list')} className="flex gap-2">
            {search.before !== undefined && <ButtonLink href={href()}>{t('audit.newest')}</ButtonLink>}
            {page.older !== null && <ButtonLink href={href(page.older)}>{t('audit.older')}</ButtonLink>}
          </nav>
        </div>
      </div>
    </>
  )
}

/** The filters as they stand in an address: without the place in the list. */
function plain({ q, actor, action, from, to }: AuditSearch) {
  return { q, actor, action, from, to }
}
