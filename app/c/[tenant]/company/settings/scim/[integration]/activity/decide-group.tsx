import Link from 'next/link'
import { routes } from '@/components/routes'
import type { ProblemItem } from '@/lib/activity/problems'
import { getTranslations } from '@/lib/auth/language'
import type { Ctx } from '@/lib/tenancy/context'
import { DecideLocalGroup } from '../decide.client'
import { RenameLocalGroup } from './rename-local.client'

/** What can be decided about a group whose name a Local one has, where the conflict is told. */
export async function DecideGroup({
  ctx,
  id,
  local,
}: {
  ctx: Ctx
  id: string
  local: NonNullable<ProblemItem['local']> | null
}) {
  const t = await getTranslations()
  if (!local) return <p className="basis-full text-cell text-fg-2">{t('scimSettings.sameName.gone')}</p>
  const tenant = ctx.tenantSlug
  const refusal = ctx.permissions.has('integrations.write')
    ? undefined
    : t('scimSettings.sameName.onlyAdmins')
  const group = { id: local.id, name: local.name }
  return (
    <div className="flex basis-full flex-wrap items-center gap-2 pt-1">
      {local.choice && (
        <p className="basis-full text-cell text-fg-2">{t(`scimSettings.sameName.now.${local.choice}`)}</p>
      )}
      {local.choice !== 'link' && (
        <DecideLocalGroup
          {...{ tenant, id, group, refusal }}
          choice="link"
          label={t('scimSettings.sameName.link')}
          done={t('scimSettings.sameName.linked', { group: local.name })}
        />
      )}
      {local.choice !== 'separate' && (
        <DecideLocalGroup
          {...{ tenant, id, group, refusal }}
          choice="separate"
          label={t('scimSettings.sameName.separate')}
          done={t('scimSettings.sameName.separated', { group: local.name })}
        />
      )}
      <RenameLocalGroup
        {...{ tenant, group }}
        refusal={ctx.permissions.has('directory.write') ? undefined : t('scimSettings.sameName.onlyAdmins')}
      />
      <Link
        prefetch={false}
        href={routes.group(tenant, local.id)}
        className="text-accent-text text-cell underline underline-offset-2"
      >
        {t('scimSettings.sameName.openLocal')}
      </Link>
    </div>
  )
}
