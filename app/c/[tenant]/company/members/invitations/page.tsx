import type { Metadata } from 'next'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getFormatter, getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { type Invitation, listInvitations } from '@/lib/tenancy/invitations'
import { MembersFrame } from '../frame'
import { InvitationActions } from './row-actions.client'

type Props = PageProps<'/c/[tenant]/company/members/invitations'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'members.read')
  const t = await getTranslations()
  return { title: `${t('members.tabs.invitations')} · ${t('members.title')} · ${tenantName}` }
}

/** On narrow screens the cells of a row stand under each other. */
const stacked = 'max-md:block max-md:h-auto max-md:px-5 max-md:py-0.5'

/** Who was invited and has not answered. */
export default async function InvitationsPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'members.read')
  const [invitations, t, format] = await Promise.all([
    listInvitations(ctx),
    getTranslations(),
    getFormatter(),
  ])
  return (
    <MembersFrame ctx={ctx} current="invitations" counts={{ invitations: invitations.length }}>
      <Card flush>
        {invitations.length === 0 ? (
          <EmptyState title={t('members.pending.empty')}>{t('members.pending.emptyText')}</EmptyState>
        ) : (
          <Table label={t('members.tabs.invitations')} className="max-md:block">
            <TableHead className="max-md:sr-only">
              <tr>
                <HeaderCell>{t('members.pending.email')}</HeaderCell>
                <HeaderCell>{t('members.pending.role')}</HeaderCell>
                <HeaderCell>{t('members.pending.invitedBy')}</HeaderCell>
                <HeaderCell>{t('members.pending.sent')}</HeaderCell>
                <HeaderCell>{t('members.pending.expires')}</HeaderCell>
                <HeaderCell>
                  <span className="sr-only">{t('members.columns.actions')}</span>
                </HeaderCell>
              </tr>
            </TableHead>
            <tbody className="max-md:block">
              {invitations.map((invitation) => (
                <TableRow key={invitation.id} className="max-md:block max-md:py-3">
                  <Cell className={cn(stacked, 'font-medium [overflow-wrap:anywhere]')}>
                    {invitation.email}
                  </Cell>
                  <Cell className={stacked}>{t(`members.roles.${invitation.role}`)}</Cell>
                  <Cell className={cn(stacked, 'text-fg-2')}>
                    <span className="md:hidden">{t('members.pending.invitedBy')} </span>
                    {invitation.invitedBy}
                  </Cell>
                  <Cell className={cn(stacked, 'text-fg-2 max-md:hidden')}>
                    <RelativeTime at={invitation.createdAt.toISOString()} />
                  </Cell>
                  <Cell className={cn(stacked, 'text-fg-2')}>
                    <span className="md:hidden">{t('members.pending.expires')}: </span>
                    {invitation.expired ? (
                      <Badge tone="warn">{t('members.pending.expired')}</Badge>
                    ) : (
                      format.dateTime(invitation.expiresAt, { dateStyle: 'medium' })
                    )}
                  </Cell>
                  <Cell className={cn(stacked, 'max-md:pt-2')}>
                    <InvitationActions
                      tenant={tenant}
                      invitation={{ id: invitation.id, email: invitation.email }}
                      refused={refusal(invitation)}
                    />
                  </Cell>
                </TableRow>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </MembersFrame>
  )

  function refusal({ role }: Invitation): string | undefined {
    if (!ctx.permissions.has('members.write')) return t('members.reasons.admins')
    return role === 'owner' && !ctx.permissions.has('owners.write') ? t('members.reasons.owners') : undefined
  }
}
