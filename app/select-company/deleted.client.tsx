'use client'

import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { ActionForm } from '@/components/ui/action-form.client'
import { Avatar } from '@/components/ui/avatar'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { restoreAction } from './actions'

/** A company that can be taken back. `until` is a text. */
export function DeletedCompany({
  id,
  name,
  by,
  until,
}: {
  id: string
  name: string
  by: string
  until: string
}) {
  const t = useTranslations('frontDoor.chooseCompany')
  return (
    <li className="flex min-h-12 items-center gap-3 py-1.5">
      <Avatar name={name} square />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-body">{name}</span>
        <span className="block text-fg-3 text-meta">{t('deletedBy', { by, until })}</span>
      </span>
      <ActionForm
        action={() => restoreAction(id)}
        onSuccess={(slug) => window.location.assign(routes.overview(slug))}
      >
        {() => (
          <SubmitButton
            variant="secondary"
            size="sm"
            busyLabel={t('restoring')}
            aria-label={t('restoreOf', { company: name })}
          >
            {t('restore')}
          </SubmitButton>
        )}
      </ActionForm>
    </li>
  )
}
