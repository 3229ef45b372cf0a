'use client'

import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { deedFailure } from '@/components/ui/action-failure'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import { applyAgainAction, rehearseAction, type Shown } from './actions'

/** Shows what a refused call would change if it were applied now, and applies it. */
export function ApplyAgain({
  tenant,
  id,
  requestId,
  integration,
  refusal,
}: {
  tenant: string
  id: string
  requestId: string
  integration: string
  refusal: string | undefined
}) {
  const t = useTranslations('activity.again')
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<Shown>()
  const [error, setError] = useState<string>()
  const [busy, start] = useTransition()
  if (refusal) {
    return (
      <Button size="sm" reason={refusal}>
        {t('button')}
      </Button>
    )
  }
  function look() {
    setShown(undefined)
    start(async () => {
      try {
        const result = await rehearseAction(tenant, id, requestId)
        if (result.ok) setShown(result.data)
        else setError(Object.values(result.errors)[0])
      } catch (thrown) {
        setError(words(deedFailure(thrown)))
      }
    })
  }
  function turn(isOpen: boolean) {
    if (busy && !isOpen) return
    setOpen(isOpen)
    setError(undefined)
    if (isOpen) look()
  }
  function apply(seen: string) {
    setError(undefined)
    start(async () => {
      try {
        const result = await applyAgainAction(tenant, id, requestId, seen)
        if (result.ok) {
          toast.success(t('applied'))
          setOpen(false)
          return
        }
        setError(Object.values(result.errors)[0])
        setShown(undefined)
      } catch (thrown) {
        setError(words(deedFailure(thrown)))
      }
    })
  }
  return (
    <Dialog
      width="wide"
      title={t('title')}
      description={t('text', { integration })}
      open={open}
      onOpenChange={turn}
      trigger={<Button size="sm">{t('button')}</Button>}
      footer={
        shown?.isReady ? (
          <>
            <Button onClick={() => turn(false)}>{t('cancel')}</Button>
            <Button
              variant="primary"
              aria-disabled={busy || undefined}
              onClick={() => busy || apply(shown.seen)}
            >
              {t(busy ? 'applying' : 'apply')}
            </Button>
          </>
        ) : (
          <Button onClick={() => turn(false)}>{t('close')}</Button>
        )
      }
    >
      <div data-keeps-page className="flex min-w-0 flex-col gap-4" aria-busy={busy}>
        {error && <Notice tone="err">{error}</Notice>}
        {!shown && busy && (
          <div role="status">
            <span className="sr-only">{t('looking')}</span>
            <Skeleton className="h-24 w-full" />
          </div>
        )}
        {shown && (shown.isReady ? <WhatItWouldDo shown={shown} /> : <WhyNot shown={shown} />)}
      </div>
    </Dialog>
  )
}

function WhyNot({ shown }: { shown: Extract<Shown, { isReady: false }> }) {
  const t = useTranslations('activity.again')
  const { why, next, place } = shown
  return (
    <div role="status">
      <Notice
        tone="warn"
        title={t('cannot')}
        actions={
          place && (
            <ButtonLink size="sm" href={place.href as Parameters<typeof ButtonLink>[0]['href']}>
              {place.label}
            </ButtonLink>
          )
        }
      >
        <p>{why}</p>
        <p className="mt-1">{next}</p>
      </Notice>
    </div>
  )
}

function WhatItWouldDo({ shown }: { shown: Extract<Shown, { isReady: true }> }) {
  const t = useTranslations('activity')
  return (
    <section aria-label={t('again.would')} className="flex min-w-0 flex-col gap-3">
      <p role="status" className="font-medium text-body">
        {t('again.would')}
      </p>
      <ul className="flex flex-col gap-3">
        {shown.changes.map(({ what, pairs }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what would be done has no name but its place
          <li key={place} className="min-w-0 rounded-card border">
            <p className="px-3 py-1.5 text-cell first-letter:uppercase [overflow-wrap:anywhere]">{what}</p>
            {pairs.length > 0 && (
              <table className="w-full table-fixed border-t text-start text-cell">
                <thead className="sr-only">
                  <tr>
                    <th scope="col">{t('attribute')}</th>
                    <th scope="col">{t('before')}</th>
                    <th scope="col">{t('after')}</th>
                  </tr>
                </thead>
                <tbody className="divide-y">
                  {pairs.map((pair) => (
                    <tr key={pair.path} className="[overflow-wrap:anywhere]">
                      <th scope="row" className="px-3 py-1.5 text-start align-top font-normal text-fg-2">
                        {pair.label}
                      </th>
                      <td className="px-3 py-1.5 align-top text-fg-2">{pair.before}</td>
                      <td className="px-3 py-1.5 align-top font-medium">{pair.after}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </li>
        ))}
      </ul>
      {shown.more > 0 && <p className="text-fg-3 text-meta">{t('again.more', { count: shown.more })}</p>}
    </section>
  )
}
