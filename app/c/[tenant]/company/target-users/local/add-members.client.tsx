'use client'

import { X } from 'lucide-react'
import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { deedFailure } from '@/components/ui/action-failure'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogClose } from '@/components/ui/dialog-parts.client'
import { Notice } from '@/components/ui/notice'
import { SearchPicker } from '@/components/ui/search-picker.client'
import { toast } from '@/components/ui/toast'
import type { Candidate } from '@/lib/directory/local/candidates'
import { addMembersAction } from './actions'

type Item = Candidate & { group: string; reason?: string | undefined }

/** The button “Add members” and its dialog: search, choose any number, add them at once. */
export function AddMembers({
  tenant,
  group,
  reason,
}: {
  tenant: string
  group: { id: string; name: string }
  reason: string | undefined
}) {
  const t = useTranslations('local')
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Candidate>>(new Map())
  const [error, setError] = useState<string>()
  const [busy, start] = useTransition()

  if (reason) return <Button reason={reason}>{t('members.add')}</Button>

  function change(next: boolean) {
    if (busy) return
    setOpen(next)
    setChosen(new Map())
    setError(undefined)
  }

  function toggle(candidate: Candidate) {
    setChosen((before) => {
      const next = new Map(before)
      if (!next.delete(candidate.id)) next.set(candidate.id, candidate)
      return next
    })
  }

  async function read(text: string, signal: AbortSignal): Promise<Item[]> {
    const path = `/api/console/${tenant}/groups/${group.id}/candidates?q=${encodeURIComponent(text)}`
    const response = await fetch(path, { signal, headers: { accept: 'application/json' } })
    if (!response.ok) throw new Error(`The console’s data door answered ${response.status}.`)
    const found: Candidate[] = await response.json()
    return found.map((candidate) => ({
      ...candidate,
      group: candidate.kind === 'group' ? t('members.groups') : t('members.people'),
      reason: candidate.member ? t('members.isMember') : undefined,
    }))
  }

  function submit() {
    if (busy || chosen.size === 0) return
    start(async () => {
      try {
        const result = await addMembersAction(tenant, group.id, [...chosen.keys()])
        if (!result.ok) {
          setError(Object.values(result.errors)[0])
          return
        }
        toast.success(t('members.added', { count: result.data.added }))
        setOpen(false)
        setChosen(new Map())
      } catch (thrown) {
        setError(words(deedFailure(thrown)))
      }
    })
  }

  return (
    <Dialog
      title={t('members.title', { name: group.name })}
      open={open}
      onOpenChange={change}
      trigger={<Button variant="primary">{t('members.add')}</Button>}
      footer={
        <>
          <DialogClose>
            <Button>{t('cancel')}</Button>
          </DialogClose>
          <Button
            variant="primary"
            reason={chosen.size === 0 ? t('members.chooseFirst') : undefined}
            aria-busy={busy || undefined}
            onClick={submit}
          >
            {busy ? t('members.adding') : t('members.submit', { count: chosen.size })}
          </Button>
        </>
      }
    >
      {error && <Notice tone="err">{error}</Notice>}
      <SearchPicker
        label={t('members.search')}
        queryKey={['console', tenant, 'groups', `groups/${group.id}/candidates`]}
        read={read}
        chosen={new Set(chosen.keys())}
        onToggle={toggle}
        render={(candidate) => <CandidateLine candidate={candidate} />}
        texts={{ none: t('members.none'), searching: t('members.searching'), failed: t('members.failed') }}
      />
      {chosen.size > 0 && (
        <ul aria-label={t('members.chosen')} className="flex max-h-28 flex-wrap gap-1.5 overflow-y-auto">
          {[...chosen.values()].map((candidate) => (
            <li key={candidate.id} className="min-w-0">
              <button
                type="button"
                aria-label={t('members.drop', { name: candidate.name })}
                onClick={() => toggle(candidate)}
                className="flex min-h-7 max-w-56 items-center gap-1 rounded-control border bg-subtle py-0.5 pe-1 ps-2 text-cell hover:bg-hover"
              >
                <span className="truncate">{candidate.name}</span>
                <X className="size-3.5 shrink-0 text-fg-3" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function CandidateLine({ candidate: { kind, name, detail, active } }: { candidate: Candidate }) {
  const t = useTranslations('local')
  return (
    <span className="flex items-center gap-2">
      <Avatar name={name} square={kind === 'group'} />
      <span className="min-w-0">
        <span className="block truncate">{name}</span>
        {(detail || !active) && (
          <span className="block truncate text-fg-3 text-meta">
            {[detail, active ? '' : t('members.inactive')].filter(Boolean).join(' · ')}
          </span>
        )}
      </span>
    </span>
  )
}
