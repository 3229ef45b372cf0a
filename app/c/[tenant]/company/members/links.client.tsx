'use client'

import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { CopyField, useCopy } from '@/components/ui/copy-field.client'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import type { InvitationLink } from './actions'

/** Links of invitations, to hand over now: they are not shown again. */
export function InvitationLinks({ links, onDone }: { links: readonly InvitationLink[]; onDone: () => void }) {
  const t = useTranslations('members.links')
  const format = useFormatter()
  const { state, copy } = useCopy()
  const [first] = links
  const day = first ? format.dateTime(new Date(first.expiresAt), { dateStyle: 'medium' }) : ''
  const all = links.map(({ email, url }) => `${email}\t${url}`).join('\n')
  return (
    <div className="flex flex-col gap-4">
      <p className="-mt-2 text-body text-fg-2">{t('text', { day })}</p>
      {links.map(({ email, url }) => (
        <CopyField key={email} label={t('linkFor', { email })} value={url} secret />
      ))}
      <DialogFooter>
        <p aria-live="polite" className={state === 'refused' ? 'me-auto text-meta text-warn-fg' : 'sr-only'}>
          {state === 'copied' && t('copied')}
          {state === 'refused' && t('refused')}
        </p>
        {links.length > 1 && (
          <Button onClick={() => copy(all)}>{state === 'copied' ? t('copied') : t('copyAll')}</Button>
        )}
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </DialogFooter>
    </div>
  )
}
