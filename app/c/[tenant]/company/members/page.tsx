import type { Metadata } from 'next'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { Ctx } from '@/lib/tenancy/context'
import { listInvitations } from '@/lib/tenancy/invitations'
import { listMembers, type Member } from '@/lib/tenancy/members'
import { MembersFrame } from './frame'
import { MemberActions } from './row-actions.client'

type Props = PageProps<'/c/[tenant]/company/members'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'members.read')
  return { title: `${(await getTranslations())('members.title')} · ${tenantName}` }
}

/** On narrow screens the cells of a row stand under each other. */
const stacked = 'max-md:block max-md:h-auto max-md:px-5 max-md:py-0.5'

/** Who may sign in to the console. */
export default async function MembersPage({ params }: Props) {
  const { tenant } = await params
  const ctx = await requireMember(tenant, 'members.read')
  const [members, invitations, t] = await Promise.all([
    listMembers(ctx),
    listInvitations(ctx),
    getTranslations(),
  ])
  const owners = members.filter(({ role }) => role === 'owner').length
  const self = ctx.actor.kind === 'person' ? ctx.actor.personId : undefined
  return (
    <MembersFrame
      ctx={ctx}
      current="members"
      counts={{ members: members.length, invitations: invitations.length }}
    >
      <Card flush>
        <Table label={t('members.title')} className="max-md:block">
          <TableHead className="max-md:sr-only">
            <tr>
              <HeaderCell>{t('members.columns.name')}</HeaderCell>
              <HeaderCell>{t('members.columns.role')}</HeaderCell>
              <HeaderCell>{t('members.columns.since')}</HeaderCell>
              <HeaderCell>{t('members.columns.lastActive')}</HeaderCell>
              <HeaderCell>
                <span className="sr-only">{t('members.columns.actions')}</span>
              </HeaderCell>
            </tr>
          </TableHead>
          <tbody className="max-md:block">
            {members.map((member) => (
              <TableRow key={member.id} className="max-md:relative max-md:block max-md:py-3 max-md:pe-12">
                <Cell className={stacked}>
                  <span className="flex min-w-0 items-center gap-3">
                    <Avatar name={member.name} />
                    <span className="min-w-0">
                      <span className="flex flex-wrap items-center gap-x-2 font-medium">
                        <span className="[overflow-wrap:anywhere]">{member.name}</span>
                        {member.id === self && <Badge>{t('members.you')}</Badge>}
                      </span>
                      <span className="block text-fg-2 text-meta [overflow-wrap:anywhere]">
                        {member.email}
                      </span>
                    </span>
                  </span>
                </Cell>
                <Cell className={stacked}>{t(`members.roles.${member.role}`)}</Cell>
                <Cell className={cn(stacked, 'text-fg-2 max-md:hidden')}>
                  <RelativeTime at={member.createdAt.toISOString()} />
                </Cell>
                <Cell className={cn(stacked, 'text-fg-2')}>
                  <span className="md:hidden">{t('members.columns.lastActive')}: </span>
                  {member.lastVisitedAt ? (
                    <RelativeTime at={member.lastVisitedAt.toISOString()} />
                  ) : (
                    t('members.never')
                  )}
                </Cell>
                <Cell className={cn(stacked, 'text-end max-md:absolute max-md:top-3 max-md:end-2')}>
                  <MemberActions
                    tenant={tenant}
                    company={ctx.tenantName}
                    member={{ id: member.id, name: member.name, role: member.role }}
                    isSelf={member.id === self}
                    mayMakeOwner={ctx.permissions.has('owners.write')}
                    {...refusals(ctx, member, owners)}
                  />
                </Cell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </Card>
    </MembersFrame>
  )

  /** Why something can't be done with this member, where it can't. */
  function refusals(context: Ctx, { role }: Member, ownerCount: number) {
    const refused = !context.permissions.has('members.write')
      ? t('members.reasons.admins')
      : role === 'owner' && !context.permissions.has('owners.write')
        ? t('members.reasons.owners')
        : undefined
    const last =
      role === 'owner' && ownerCount === 1
        ? t('members.reasons.lastOwner', { company: context.tenantName })
        : undefined
    return { refused, last }
  }
}
