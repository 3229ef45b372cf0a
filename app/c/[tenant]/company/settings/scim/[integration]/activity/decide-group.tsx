import Link from 'next/link'
import { routes } from '@/components/routes'
import type { ProblemItem } from '@/lib/activity/problems'
import { getTranslations } from '@/lib/auth/language'
import type { Ctx } from '@/lib/tenancy/context'
import { DecideLocalGroup } from '../decide.client'
import { RenameLocalGroup } from './rename-local.client'

type Local = NonNullable<ProblemItem['local']>

/** What was decided about a Local group whose name a pushed one has; `null` says that there is none any more. */
export async function LocalGroupNow({ local }: { local: Local | null }) {
  const t = await getTranslations()
  if (local && !local.choice) return null
  const text = local?.choice
    ? t(`scimSettings.sameName.now.${local.choice}`)
    : t('scimSettings.sameName.gone')
  return <p className="basis-full pt-1 text-cell text-fg-2">{text}</p>
}

/** What can be decided about such a group, where the conflict is told. */
export async function LocalGroupActs({ ctx, id, local }: { ctx: Ctx; id: string; local: Local }) {
  const t = await getTranslations()
  const tenant = ctx.tenantSlug
  const refusal = ctx.permissions.has('integrations.write')
    ? undefined
    : t('scimSettings.sameName.onlyAdmins')
  const group = { id: local.id, name: local.name }
  return (
    <>
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
    </>
  )
}
