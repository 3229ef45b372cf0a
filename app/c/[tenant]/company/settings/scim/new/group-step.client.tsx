'use client'

import { type Ref, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Words } from '@/components/messages.client'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button.client'
import type { ActionResult } from '@/lib/base/action-result'
import { GroupSwitch, TwoGroupsNote } from '../group-switch.client'
import { SameNameChoice } from '../same-name.client'
import { type Created, createIntegrationAction } from './actions'
import { type Draft, mappingText } from './draft.client'

/** Step 2: whether groups come too. Saving makes the integration and its first token. */
export function GroupStep({
  heading,
  tenant,
  draft,
  onChange,
  onBack,
  onSaved,
  onNameRefused,
}: {
  heading: Ref<HTMLHeadingElement>
  tenant: string
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  onBack: () => void
  onSaved: (created: Created) => void
  onNameRefused: (message: string) => void
}) {
  const t = useTranslations('scimSettings.wizard')
  const sameName = useTranslations('scimSettings.sameName')
  const isSaved = useRef(false)
  const [wasChosen] = useState(draft.whenLocalGroup !== 'link')

  async function save(form: FormData): Promise<ActionResult<Created>> {
    // A second click may be queued behind the first; it must not make a second integration.
    if (isSaved.current) return { ok: false, errors: {} }
    const result = await createIntegrationAction(tenant, form)
    isSaved.current = result.ok
    if (!result.ok && result.errors.name) onNameRefused(result.errors.name)
    return result
  }

  return (
    <ActionForm action={save} onSuccess={onSaved}>
      {({ errors }) => (
        <>
          <h2 ref={heading} tabIndex={-1} className="text-section outline-none">
            {t('groupSettings')}
          </h2>
          <input type="hidden" name="id" value={draft.id} />
          <input type="hidden" name="name" value={draft.name} />
          <input type="hidden" name="provider" value={draft.provider} />
          <input type="hidden" name="mapping" value={mappingText(draft)} />
          <GroupSwitch
            name="groupSync"
            checked={draft.groupSync}
            onCheckedChange={(groupSync) => onChange({ groupSync })}
          />
          {draft.groupSync ? (
            <>
              <TwoGroupsNote />
              <Disclosure
                open={wasChosen || Boolean(errors.whenLocalGroup)}
                summary={
                  <span className="flex items-baseline gap-1.5">
                    {sameName('legend')}
                    <span className="font-normal text-fg-3 text-meta">
                      <Words of="ui.optional" />
                    </span>
                  </span>
                }
              >
                <SameNameChoice
                  isNamed
                  value={draft.whenLocalGroup}
                  error={errors.whenLocalGroup}
                  onChange={(whenLocalGroup) => onChange({ whenLocalGroup })}
                />
              </Disclosure>
            </>
          ) : (
            <p className="text-cell text-fg-2">{t('withoutGroups')}</p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onBack}>{t('back')}</Button>
            <SubmitButton busyLabel={t('saving')}>{t('save')}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
