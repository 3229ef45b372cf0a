import { Card } from '@/components/ui/card'
import { getTranslations } from '@/lib/auth/language'
import type { Restorable } from '@/lib/integrations/bring-back'
import { BringBack } from './bring-back.client'

/** The integrations that Owners can still bring back. */
export async function DeletedIntegrations({
  tenant,
  deleted,
}: {
  tenant: string
  deleted: readonly Restorable[]
}) {
  if (deleted.length === 0) return null
  const t = await getTranslations()
  return (
    <Card title={t('scimSettings.deleted.title')} description={t('scimSettings.deleted.text')} flush>
      <ul className="divide-y border-t">
        {deleted.map(({ id, name, deletion, deletedAt, until }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium text-body [overflow-wrap:anywhere]">{name}</p>
              <p className="text-cell text-fg-2">
                {t('scimSettings.deleted.by', { by: deletion.by, at: deletedAt })}
                {' · '}
                {t(`scimSettings.deleted.fate.${deletion.people}`, {
                  users: deletion.users,
                  groups: deletion.groups,
                })}
              </p>
              <p className="text-fg-3 text-meta">{t('scimSettings.deleted.until', { until })}</p>
            </div>
            <BringBack tenant={tenant} integration={{ id, name, people: deletion.people }} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
