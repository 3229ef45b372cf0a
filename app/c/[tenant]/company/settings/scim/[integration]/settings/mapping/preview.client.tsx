'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogClose } from '@/components/ui/dialog-parts.client'
import { Disclosure } from '@/components/ui/disclosure'
import { Lookup } from '@/components/ui/lookup.client'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { MappingPreview } from '@/lib/mapping/preview'
import { previewMappingAction } from './actions'
import { type Draft, typedOf } from './draft.client'

/** Shows what the mapping would do to somebody, before it is saved. */
export function PreviewMapping({
  tenant,
  id,
  draft,
  refusal,
}: {
  tenant: string
  id: string
  draft: Draft
  refusal: string | undefined
}) {
  const t = useTranslations('mapping.preview')
  if (refusal) return <Button reason={refusal}>{t('button')}</Button>
  return (
    <Dialog
      title={t('title')}
      description={t('text')}
      trigger={<Button>{t('button')}</Button>}
      footer={
        <DialogClose>
          <Button>{t('close')}</Button>
        </DialogClose>
      }
    >
      <Body tenant={tenant} id={id} draft={draft} />
    </Dialog>
  )
}

function Body({ tenant, id, draft }: { tenant: string; id: string; draft: Draft }) {
  const t = useTranslations('mapping.preview')
  const [userId, setUserId] = useState<string>()
  const [q, setQ] = useState('')
  const typed = typedOf(draft)
  const { data: answer, isError } = useQuery({
    queryKey: ['console', tenant, 'mapping-preview', id, JSON.stringify(typed), userId, q],
    queryFn: () => previewMappingAction(tenant, id, typed, { userId, q }),
    placeholderData: (before) => before,
    gcTime: 0,
  })
  if (isError) return <Notice tone="err">{t('failed')}</Notice>
  if (!answer) {
    return (
      <div role="status" aria-label={t('loading')} className="flex flex-col gap-3">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-24 w-full" />
      </div>
    )
  }
  if (!answer.ok) return <Notice tone="err">{Object.values(answer.errors)[0]}</Notice>
  const { person, candidates } = answer.data
  return (
    <div className="flex flex-col gap-4">
      <Lacking {...answer.data} />
      {person ? (
        <Fields {...answer.data} person={person} />
      ) : (
        <p className="text-cell text-fg-2">{t('nobody')}</p>
      )}
      {person && (
        <Disclosure summary={t('other')}>
          <div className="rounded-control border">
            <Lookup
              label={t('other')}
              placeholder={t('search')}
              text={q}
              onText={setQ}
              options={candidates.map(({ id: value, name, userName }) => ({
                value,
                label: name,
                detail: userName,
              }))}
              nothing={t('nothing')}
              onPick={setUserId}
            />
          </div>
        </Disclosure>
      )}
    </div>
  )
}

function Lacking({ lacking, sampled }: MappingPreview) {
  const t = useTranslations('mapping')
  if (lacking.length === 0) return null
  return (
    <Notice tone="warn" title={t('preview.lackingTitle')}>
      <ul>
        {lacking.map(({ field, people }) => (
          <li key={field}>{t('preview.lacking', { people, sampled, field: t(`fields.${field}`) })}</li>
        ))}
      </ul>
    </Notice>
  )
}

function Fields({ person, fields }: MappingPreview & { person: { name: string } }) {
  const t = useTranslations('mapping')
  const changed = fields.filter(({ before, after }) => before !== after)
  const rest = fields.filter(({ before, after }) => before === after)
  return (
    <section aria-label={t('preview.person')} className="flex flex-col gap-3">
      <h3 className="font-medium text-body">{person.name}</h3>
      {changed.length === 0 ? (
        <p className="text-cell text-fg-2">{t('preview.same', { name: person.name })}</p>
      ) : (
        <table className="w-full border-collapse text-start text-cell">
          <thead>
            <tr className="border-b text-fg-2 text-meta">
              <th scope="col" className="py-1 pe-3 text-start font-medium">
                {t('preview.field')}
              </th>
              <th scope="col" className="py-1 pe-3 text-start font-medium">
                {t('preview.before')}
              </th>
              <th scope="col" className="py-1 text-start font-medium">
                {t('preview.after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ field, before, after }) => (
              <tr key={field} className="border-b align-top last:border-b-0">
                <th scope="row" className="py-1.5 pe-3 text-start font-normal text-fg-3">
                  {t(`fields.${field}`)}
                </th>
                <td className="py-1.5 pe-3 text-fg-2 [overflow-wrap:anywhere]">{before ?? t('none')}</td>
                <td className="py-1.5 [overflow-wrap:anywhere]">
                  <span className="inline-flex items-baseline gap-1.5">
                    <ArrowRight
                      aria-hidden
                      className="size-3.5 shrink-0 self-center text-fg-3 rtl:rotate-180"
                    />
                    {after ?? t('none')}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest.length > 0 && (
        <Disclosure summary={`${t('preview.unchanged')} (${rest.length})`}>
          <dl className="grid gap-y-1 text-cell">
            {rest.map(({ field, after }) => (
              <div key={field} className="grid grid-cols-[140px_minmax(0,1fr)] gap-x-4">
                <dt className="text-fg-3">{t(`fields.${field}`)}</dt>
                <dd className="text-fg-2 [overflow-wrap:anywhere]">{after}</dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
    </section>
  )
}
