import { CheckIntegrity } from '@/app/c/[tenant]/company/audit-log/acts.client'
import { type DataSearch, listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { UtcTime } from '@/components/ui/utc-time'
import { getTranslations } from '@/lib/auth/language'
import { memberWith } from '@/lib/auth/session'
import { stampSearch } from '@/lib/evidence/input'
import { getPopulations } from '@/lib/evidence/populations'
import { listStamps } from '@/lib/evidence/stamps'
import { getLastCheck } from '@/lib/history/audit-check'
import { listReviews } from '@/lib/reviews/reviews'
import type { Ctx } from '@/lib/tenancy/context'
import { EvidenceFrame, titleOf } from './frame'
import { PopulationRow } from './population.client'
import { StampsTable } from './stamps-table.client'
import { VerifyFile } from './verify.client'

type Props = PageProps<'/c/[tenant]/company/evidence'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'evidence')

/** What an auditor asks for: populations to draw samples from, the files that were taken away, the change trail. */
export default async function EvidencePage({ params, searchParams }: Props) {
  const ctx = await memberWith((await params).tenant, 'audit.read')
  const search = loadSearch(await searchParams)
  return (
    <EvidenceFrame ctx={ctx} current="evidence">
      <Populations ctx={ctx} />
      <Files ctx={ctx} search={search} />
      <AccessReviews ctx={ctx} />
      <ChangeTrail ctx={ctx} />
    </EvidenceFrame>
  )
}

async function Populations({ ctx }: { ctx: Ctx }) {
  const [found, t] = await Promise.all([getPopulations(ctx), getTranslations()])
  const tenant = ctx.tenantSlug
  const rows = [
    { name: 'members', list: 'console-members', href: routes.members(tenant), count: found.members },
    { name: 'people', list: 'users', href: routes.users(tenant), count: found.people },
    {
      name: 'integrations',
      list: 'integrations',
      href: routes.scimSettings(tenant),
      count: found.integrations,
    },
    { name: 'tokens', list: 'tokens', href: routes.scimSettings(tenant), count: found.tokens.all },
    { name: 'credentials', list: 'audit-log?action=token', href: routes.auditLog(tenant), count: undefined },
  ] as const
  return (
    <Card
      flush
      title={t('evidence.populations.title')}
      description={
        <>
          {t('evidence.populations.text')} {t('evidence.asOf')} <UtcTime at={found.at} />
        </>
      }
    >
      <ul className="divide-y border-t">
        {rows.map(({ name, list, href, count }) => (
          <PopulationRow
            key={name}
            title={t(`evidence.populations.${name}.title`)}
            text={t(`evidence.populations.${name}.text`, { live: found.tokens.live })}
            list={`/api/console/${tenant}/export/${list}`}
            {...{ href, count }}
          />
        ))}
      </ul>
    </Card>
  )
}

async function Files({ ctx, search }: { ctx: Ctx; search: DataSearch }) {
  const [page, t] = await Promise.all([listStamps(ctx, stampSearch.parse(search)), getTranslations()])
  const tenant = ctx.tenantSlug
  return (
    <section className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 className="text-section">{t('evidence.files.title')}</h2>
        <p className="mt-0.5 max-w-[72ch] text-cell text-fg-2">{t('evidence.files.text')}</p>
      </div>
      <VerifyFile tenant={tenant} />
      <Hydrate queryKey={listKey(tenant, 'stamps', search)} data={page}>
        <StampsTable tenant={tenant} />
      </Hydrate>
    </section>
  )
}

async function AccessReviews({ ctx }: { ctx: Ctx }) {
  const [reviews, t] = await Promise.all([listReviews(ctx), getTranslations()])
  const tenant = ctx.tenantSlug
  const completed = reviews.filter(({ endedAs }) => endedAs === 'completed')
  const [last] = completed
  return (
    <Card
      title={t('evidence.reviews.title')}
      description={t('evidence.reviews.text')}
      actions={<ButtonLink href={routes.reviews(tenant)}>{t('evidence.reviews.open')}</ButtonLink>}
    >
      <p className="text-body">
        {last?.endedAt ? (
          <>
            {t('evidence.reviews.last', { count: completed.length, actor: last.endedBy ?? '' })}{' '}
            <UtcTime at={last.endedAt} />
          </>
        ) : (
          t('evidence.reviews.never')
        )}
      </p>
    </Card>
  )
}

async function ChangeTrail({ ctx }: { ctx: Ctx }) {
  const [last, t] = await Promise.all([getLastCheck(ctx), getTranslations()])
  const tenant = ctx.tenantSlug
  return (
    <Card
      title={t('evidence.trail.title')}
      description={t('evidence.trail.text')}
      actions={<ButtonLink href={routes.auditLog(tenant)}>{t('evidence.trail.open')}</ButtonLink>}
    >
      <div className="flex flex-col gap-4">
        <p className="text-body">
          {last ? (
            <>
              {t('evidence.trail.last', { actor: last.actor, isWhole: last.isWhole ? 'yes' : 'no' })}{' '}
              <UtcTime at={last.at} />
            </>
          ) : (
            t('evidence.trail.never')
          )}
        </p>
        <CheckIntegrity tenant={tenant} />
      </div>
    </Card>
  )
}
