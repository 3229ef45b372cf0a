import type { Metadata } from 'next'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { ROLES } from '@/lib/tenancy/permissions'
import { MembersFrame } from '../frame'
import { RoleMatrix } from './matrix'

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
      <RoleMatrix />
    </MembersFrame>
  )
}
