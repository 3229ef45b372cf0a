'use client'

import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { deleteCompanyAction } from './actions'

export type Going = { users: number; groups: number; integrations: number; members: number }

/** Says what goes, asks for the company’s name, and leaves its pages. */
export function DeleteCompany({
  tenant,
  name,
  going,
  refused,
}: {
  tenant: string
  name: string
  going: Going
  refused: string | undefined
}) {
  const t = useTranslations('companySettings.deletion')
  if (refused) {
    return (
      <div>
        <Button reason={refused}>{t('button')}</Button>
      </div>
    )
  }
  return (
    <ConfirmDialog
      title={t('confirmTitle', { company: name })}
      description={t('text', { company: name })}
      confirmLabel={t('confirm')}
      busyLabel={t('busy')}
      tone="destructive"
      phrase={name}
      phraseLabel={t('phrase', { company: name })}
      trigger={<Button variant="destructive">{t('button')}</Button>}
      onConfirm={(form) => {
        form.set('confirmation', name)
        return deleteCompanyAction(tenant, form)
      }}
      // Nothing of the company is to stay in this tab.
      onDone={() => window.location.assign(routes.selectCompany)}
    >
      <div className="text-body">
        <p className="font-medium">{t('goes')}</p>
        <ul className="mt-1 list-disc ps-5 text-fg-2">
          <li>{t('users', { count: going.users })}</li>
          <li>{t('groups', { count: going.groups })}</li>
          <li>{t('integrations', { count: going.integrations })}</li>
          <li>{t('logs')}</li>
          <li>{t('members', { count: going.members })}</li>
        </ul>
      </div>
    </ConfirmDialog>
  )
}
