import { Check, Minus } from 'lucide-react'
import type { Metadata } from 'next'
import { Card } from '@/components/ui/card'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { CONSOLE_PERMISSIONS, type ConsolePermission, ROLES, type Role } from '@/lib/tenancy/permissions'
import { MembersFrame } from '../frame'

type Props = PageProps<'/c/[tenant]/company/members/roles'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await requireMember((await params).tenant, 'members.read')
  const t = await getTranslations()
  return { title: `${t('members.tabs.roles')} · ${t('members.title')} · ${tenantName}` }
}

/** Who may do what: the table that the server decides by, drawn. */
export default async function RolesPage({ params }: Props) {
  const ctx = await requireMember((await params).tenant, 'members.read')
  const t = await getTranslations()
  const permissions = Object.keys(CONSOLE_PERMISSIONS) as ConsolePermission[]
  return (
    <MembersFrame ctx={ctx} current="roles" counts={{}}>
      <dl className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {ROLES.map((role) => (
          <div key={role} className="rounded-card border bg-surface px-4 py-3">
            <dt className="font-medium text-body">{t(`members.roles.${role}`)}</dt>
            <dd className="mt-0.5 text-cell text-fg-2">{t(`members.roleText.${role}`)}</dd>
          </div>
        ))}
      </dl>
      <Card flush title={t('members.matrix.title')} description={t('members.matrix.text')}>
        <Table label={t('members.matrix.title')}>
          <TableHead>
            <tr>
              <HeaderCell>{t('members.matrix.act')}</HeaderCell>
              {ROLES.map((role) => (
                <HeaderCell key={role} className="text-center">
                  {t(`members.roles.${role}`)}
                </HeaderCell>
              ))}
            </tr>
          </TableHead>
          <tbody>
            {permissions.map((permission) => (
              <TableRow key={permission}>
                <th scope="row" className="min-w-40 px-3 py-2 ps-5 text-start font-normal">
                  {t(`members.matrix.${permission}`)}
                </th>
                {ROLES.map((role) => (
                  <Cell key={role} className="text-center">
                    <Mark allowed={(CONSOLE_PERMISSIONS[permission] as readonly Role[]).includes(role)} />
                  </Cell>
                ))}
              </TableRow>
            ))}
          </tbody>
        </Table>
      </Card>
    </MembersFrame>
  )

  function Mark({ allowed }: { allowed: boolean }) {
    return (
      <span className="relative inline-flex">
        {allowed ? <Check className="text-ok-fg" aria-hidden /> : <Minus className="text-fg-3" aria-hidden />}
        <span className="sr-only">{allowed ? t('members.matrix.allowed') : t('members.matrix.refused')}</span>
      </span>
    )
  }
}
