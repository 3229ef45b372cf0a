import { Check, Minus } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getTranslations } from '@/lib/auth/language'
import { CONSOLE_PERMISSIONS, type ConsolePermission, ROLES, type Role } from '@/lib/tenancy/permissions'

/** The table that the server decides by, drawn. */
export async function RoleMatrix() {
  const t = await getTranslations()
  const permissions = Object.keys(CONSOLE_PERMISSIONS) as ConsolePermission[]
  return (
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
