'use client'

import { useId, useRef, useState, useTransition } from 'react'
import { flushSync } from 'react-dom'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { actionFailure } from '@/components/ui/action-failure'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { HeaderCell } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import { FIXED_FIELDS } from '@/lib/mapping/choices'
import type { MappingOverview } from '@/lib/mapping/overview'
import { saveMappingAction } from './actions'
import { typedOf, useDraft } from './draft.client'
import { PreviewMapping } from './preview.client'
import { MappingProgressBar } from './progress.client'
import { FixedRow, MappingTableRow } from './row.client'

/** The fields of a person, each with its path, and what is found there. */
export function MappingForm({
  tenant,
  id,
  people,
  mapping: { rows, paths, sampled, progress },
  refusal,
}: {
  tenant: string
  id: string
  people: number
  mapping: MappingOverview
  refusal: string | undefined
}) {
  const t = useTranslations('mapping')
  const words = useWords()
  const list = useId()
  const form = useRef<HTMLFormElement>(null)
  const { draft, seen, change, tryPath, refuse, close } = useDraft(tenant, id, rows)
  const [failure, setFailure] = useState<string>()
  const [busy, start] = useTransition()

  function save() {
    if (refusal || busy) return
    start(async () => {
      try {
        const saved = await saveMappingAction(tenant, id, typedOf(draft), seen)
        if (!saved.ok) {
          flushSync(() => {
            setFailure(saved.kept ?? saved.errors[''])
            refuse(saved.errors)
          })
          form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]')?.focus()
          return
        }
        setFailure(undefined)
        close()
        const { changed, isLong } = saved.data
        toast.success(isLong || changed === null ? t('saved') : t('savedChanged', { changed }))
      } catch (error) {
        setFailure(words(actionFailure(error, 'errors.entriesKept')))
      }
    })
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {(sampled === 0 || failure) && (
        <div className="flex flex-col gap-3 px-5 pb-4">
          {sampled === 0 && <p className="text-cell text-fg-2">{t('empty')}</p>}
          {failure && (
            <div data-form-error tabIndex={-1} className="rounded-card">
              <Notice tone="err">{failure}</Notice>
            </div>
          )}
        </div>
      )}
      <table aria-label={t('table.label')} className="w-full border-collapse border-t text-start text-cell">
        <thead className="bg-subtle max-sm:sr-only">
          <tr>
            <HeaderCell className="w-full text-start">{t('table.field')}</HeaderCell>
            <HeaderCell className="min-w-36 text-start">{t('table.sample')}</HeaderCell>
            <HeaderCell className="min-w-28 text-start">{t('table.coverage')}</HeaderCell>
            <HeaderCell className="text-center">{t('table.required')}</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {FIXED_FIELDS.map((field) => (
            <FixedRow key={field} field={field} />
          ))}
          {rows.map((row) => (
            <MappingTableRow
              key={row.field}
              {...{ row, list, sampled }}
              draft={draft[row.field]}
              isLocked={Boolean(refusal)}
              onChange={(part) => change(row.field, part)}
              onTry={(path) => void tryPath(row.field, path)}
            />
          ))}
        </tbody>
      </table>
      <datalist id={list}>
        {paths.map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <div className="flex flex-col gap-3 border-t px-5 py-4">
        <p className="max-w-[72ch] text-fg-3 text-meta">{t('requiredText')}</p>
        <MappingProgressBar tenant={tenant} id={id} drawn={progress} />
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" reason={refusal} aria-busy={busy || undefined}>
            {t(busy ? 'saving' : 'save')}
          </Button>
          <PreviewMapping {...{ tenant, id, draft, refusal }} />
          <span className="text-cell text-fg-2 tabular-nums">{t('applies', { people })}</span>
        </div>
      </div>
    </form>
  )
}
