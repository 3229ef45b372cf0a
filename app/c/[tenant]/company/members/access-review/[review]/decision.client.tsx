'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Avatar } from '@/components/ui/avatar'
import { Disclosure } from '@/components/ui/disclosure'
import { SelectField, TextField } from '@/components/ui/field'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { UtcTime } from '@/components/ui/utc-time'
import type { ReviewedMember } from '@/lib/reviews/review'
import type { Role } from '@/lib/tenancy/permissions'
import { decideAction } from '../actions'

const ROLES: readonly Role[] = ['owner', 'admin', 'operator', 'auditor']

/** One member of an open review: who they are, what was decided, and the form that decides. */
export function Decision({
  tenant,
  review,
  member,
  isAlone,
  refused,
  mayMakeOwner,
}: {
  tenant: string
  review: string
  member: ReviewedMember
  /** Nobody else may decide about who reads. */
  isAlone: boolean
  refused: boolean
  mayMakeOwner: boolean
}) {
  const t = useTranslations()
  const { name, email, roleNow, role, state } = member
  const form = <DecisionForm tenant={tenant} review={review} member={member} mayMakeOwner={mayMakeOwner} />
  const mayDecide = !refused && !member.isSelf && roleNow !== null
  return (
    <li className="grid gap-x-6 gap-y-3 rounded-card border bg-surface px-5 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
      <div className="flex min-w-0 items-start gap-3">
        <Avatar name={name} />
        <div className="min-w-0">
          <p className="font-medium text-body [overflow-wrap:anywhere]">{name}</p>
          <p className="text-fg-2 text-meta [overflow-wrap:anywhere]">{email}</p>
          <p className="mt-1 text-cell">
            {t(`members.roles.${roleNow ?? role}`)}
            {roleNow !== null && roleNow !== role && (
              <span className="text-fg-3">
                {' · '}
                {t('reviews.member.roleThen', { role: t(`members.roles.${role}`) })}
              </span>
            )}
          </p>
          <p className="text-fg-2 text-meta">
            {t('reviews.member.since')} <RelativeTime at={member.memberSince} />
            {' · '}
            {t('reviews.member.lastActive')}{' '}
            {member.lastActiveAt ? <RelativeTime at={member.lastActiveAt} /> : t('reviews.member.never')}
          </p>
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <State member={member} />
        {member.isSelf && state !== 'left' && state !== 'decided' && (
          <p className="text-cell text-fg-2">{t(isAlone ? 'reviews.member.alone' : 'reviews.member.self')}</p>
        )}
        {mayDecide &&
          (state === 'decided' ? <Disclosure summary={t('reviews.form.again')}>{form}</Disclosure> : form)}
      </div>
    </li>
  )
}

const TONES = { keep: 'ok', change: 'info', remove: 'err' } as const

function State({ member }: { member: ReviewedMember }) {
  const t = useTranslations()
  const { state, decision, newRole, reason, decidedBy, decidedAt, role, roleNow } = member
  if (state === 'left') return <p className="text-cell text-fg-2">{t('reviews.member.left')}</p>
  if (decision === null) return <StatusText tone="neutral">{t('reviews.member.undecided')}</StatusText>
  return (
    <div className="min-w-0 text-cell">
      <StatusText tone={state === 'stale' ? 'warn' : TONES[decision]}>
        {t(`reviews.decided.${decision}`, { role: t(`members.roles.${newRole ?? roleNow ?? role}`) })}
      </StatusText>
      <p className="mt-0.5 [overflow-wrap:anywhere]">{reason}</p>
      {decidedAt && (
        <p className="text-fg-2 text-meta">
          {t('reviews.decided.by', { actor: decidedBy ?? '' })} <UtcTime at={decidedAt} />
        </p>
      )}
      {state === 'stale' && <p className="text-warn-fg">{t('reviews.member.stale')}</p>}
    </div>
  )
}

function DecisionForm({
  tenant,
  review,
  member,
  mayMakeOwner,
}: {
  tenant: string
  review: string
  member: ReviewedMember
  mayMakeOwner: boolean
}) {
  const t = useTranslations()
  const { id, name, decision, newRole, reason, decidedAt, state } = member
  const current = member.roleNow ?? member.role
  const isBeyond = current === 'owner' && !mayMakeOwner
  const roles = ROLES.filter((role) => role !== current && (mayMakeOwner || role !== 'owner'))
  const options = [
    { value: 'keep', label: t('reviews.form.keep', { role: t(`members.roles.${current}`) }) },
    ...(isBeyond
      ? []
      : [
          ...roles.map((role) => ({
            value: `change:${role}`,
            label: t('reviews.form.change', { role: t(`members.roles.${role}`) }),
          })),
          { value: 'remove', label: t('reviews.form.remove') },
        ]),
  ]
  const shown = state === 'stale' ? null : decision
  return (
    <ActionForm
      action={(form) => decideAction(tenant, review, id, form)}
      onSuccess={() => toast.success(t('reviews.form.saved', { name }))}
      className="gap-3"
    >
      {({ errors }) => (
        <>
          <input type="hidden" name="seen" value={decidedAt ?? ''} />
          <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto]">
            <SelectField
              label={
                <span>
                  {t.rich('reviews.form.decision', {
                    name,
                    of: (chunks) => <span className="sr-only">{chunks}</span>,
                  })}
                </span>
              }
              name="decision"
              defaultValue={shown === 'change' ? `change:${newRole}` : (shown ?? '')}
              placeholder={t('reviews.form.choose')}
              options={options}
              error={errors.decision}
            />
            <TextField
              label={t('reviews.form.reason')}
              name="reason"
              defaultValue={reason ?? ''}
              placeholder={t('reviews.form.reasonHint')}
              maxLength={300}
              autoComplete="off"
              error={errors.reason}
            />
            <SubmitButton busyLabel={t('reviews.form.saving')} className="sm:mt-6.5">
              {t('reviews.form.save')}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
