'use client'

import { Download, Printer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useDownload } from '@/components/data/download.client'
import { routes } from '@/components/routes'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { CopyText } from '@/components/ui/copy-field.client'
import { Notice } from '@/components/ui/notice'
import { StatusText, type StatusTone } from '@/components/ui/status-pill'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { UtcTime } from '@/components/ui/utc-time'
import type { Review, ReviewedMember } from '@/lib/reviews/review'

/** What a review came to, as it is handed to an auditor: on screen, on paper, as a file. */
export function ReviewRecord({
  tenant,
  company,
  review,
}: {
  tenant: string
  company: string
  review: Review
}) {
  const t = useTranslations('reviews')
  const download = useDownload()
  const { reviewers, members, joined } = review
  return (
    <article className="flex min-w-0 flex-col gap-5">
      <Card title={`${t('seal.title')} · ${company}`}>
        <div className="flex flex-col gap-1 text-body">
          <p>
            {t('seal.period', { actor: review.startedBy })} <UtcTime at={review.startedAt} />
            {review.endedAt && (
              <>
                {', '}
                {t('seal.ended', { actor: review.endedBy ?? '', how: review.endedAs ?? '' })}{' '}
                <UtcTime at={review.endedAt} />
              </>
            )}
          </p>
          <p>
            {t('seal.reviewers', {
              names: reviewers.length > 0 ? reviewers.join(', ') : t('seal.nobody'),
            })}
          </p>
          <Seal tenant={tenant} seal={review.seal} />
          <span className="mt-3 flex flex-wrap gap-2 print:hidden">
            <Button onClick={() => window.print()}>
              <Printer />
              {t('seal.print')}
            </Button>
            <Button
              onClick={() => download(`/api/console/${tenant}/export/access-reviews/${review.id}?format=csv`)}
            >
              <Download />
              {t('seal.export')}
            </Button>
          </span>
        </div>
      </Card>
      <Card flush>
        <Table label={t('list.members')} className="max-md:block print:table">
          <TableHead className="max-md:sr-only print:not-sr-only print:table-header-group">
            <tr>
              {(['person', 'decision', 'by', 'outcome'] as const).map((name) => (
                <HeaderCell key={name} className="text-start">
                  {t(`columns.${name}`)}
                </HeaderCell>
              ))}
            </tr>
          </TableHead>
          <tbody className="max-md:block print:table-row-group">
            {members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </tbody>
        </Table>
      </Card>
      {joined.length > 0 && (
        <Notice title={t('joined.title')}>
          {t('joined.text', { names: joined.map(({ name }) => name).join(', ') })}
        </Notice>
      )}
      <div className="mt-10 hidden grid-cols-2 gap-10 text-body print:grid">
        <p className="border-t pt-1">{t('seal.signature')}</p>
        <p className="border-t pt-1">{t('seal.date')}</p>
      </div>
    </article>
  )
}

function Seal({ tenant, seal }: { tenant: string; seal: Review['seal'] }) {
  const t = useTranslations('reviews.seal')
  if (!seal) return null
  const { sha256, position, isWhole } = seal
  return (
    <>
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {t('sha256')} <CopyText label={t('sha256')} value={sha256} />
      </p>
      <Notice
        tone={isWhole ? 'ok' : 'err'}
        className="mt-2"
        actions={
          position !== null && (
            <ButtonLink size="sm" href={routes.auditRow(tenant, position)} className="print:hidden">
              {t('open', { position })}
            </ButtonLink>
          )
        }
      >
        {!isWhole ? t('altered') : position === null ? t('pruned') : t('whole', { position })}
      </Notice>
    </>
  )
}

const TONES: Record<NonNullable<ReviewedMember['outcome']>, StatusTone> = {
  kept: 'ok',
  changed: 'info',
  removed: 'neutral',
  refused: 'err',
  gone: 'neutral',
  unreviewed: 'warn',
}

/** On narrow screens the cells of a row stand under each other; on paper beside each other. */
const stacked = 'max-md:block max-md:h-auto max-md:px-5 max-md:py-1 print:table-cell'

function MemberRow({ member }: { member: ReviewedMember }) {
  const t = useTranslations()
  const { name, email, role, newRole, lastActiveAt, decision, reason, decidedBy, decidedAt } = member
  const { outcome, refusal } = member
  const why = outcome === 'unreviewed' ? 'alone' : refusal
  return (
    <TableRow className="align-top max-md:block max-md:py-3 print:table-row">
      <Cell className={stacked}>
        <span className="block font-medium">{name}</span>
        <span className="block text-fg-2 text-meta [overflow-wrap:anywhere]">{email}</span>
        <span className="block text-fg-2 text-meta">
          {t(`members.roles.${role}`)} · {t('reviews.member.since')} <UtcTime at={member.memberSince} />
        </span>
        <span className="block text-fg-2 text-meta">
          {t('reviews.member.lastActive')}{' '}
          {lastActiveAt ? <UtcTime at={lastActiveAt} /> : t('reviews.member.never')}
        </span>
      </Cell>
      <Cell className={cn(stacked, '[overflow-wrap:anywhere]')}>
        <span className="block font-medium">
          {decision
            ? t(`reviews.decided.${decision}`, { role: t(`members.roles.${newRole ?? role}`) })
            : t('reviews.member.undecided')}
        </span>
        {reason}
      </Cell>
      <Cell className={stacked}>
        {decidedAt && (
          <>
            <span className="block">{decidedBy}</span>
            <span className="block text-fg-2 text-meta">
              <UtcTime at={decidedAt} />
            </span>
          </>
        )}
      </Cell>
      <Cell className={stacked}>
        {outcome && (
          <StatusText tone={TONES[outcome]}>
            {t(`reviews.outcome.${outcome}`, { role: t(`members.roles.${newRole ?? role}`) })}
          </StatusText>
        )}
        {why && <span className="block text-fg-2 text-meta">{t(`reviews.refusal.${why}`)}</span>}
      </Cell>
    </TableRow>
  )
}
