'use client'

import { FileCheck } from 'lucide-react'
import { useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { UtcTime } from '@/components/ui/utc-time'
import type { ActionResult } from '@/lib/base/action-result'
import type { ExportStamp } from '@/lib/evidence/stamps'
import { verifyAction } from './actions'
import { FilterText } from './stamps-table.client'

/** What came of a look: of which file, and what is known of its contents. */
type Outcome = { of: string; sha256: string; found: ActionResult<ExportStamp[]> }

/**
 * Says whether an exported file is as it left the console, and who took it when. The file stays in the browser: only
 * its fingerprint is sent.
 */
export function VerifyFile({ tenant }: { tenant: string }) {
  const t = useTranslations('evidence.verify')
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const [unreadable, setUnreadable] = useState(false)

  async function look(of: string, checksum: () => Promise<string>) {
    setBusy(true)
    setUnreadable(false)
    setOutcome(undefined)
    try {
      const sha256 = await checksum()
      setOutcome({ of, sha256, found: await verifyAction(tenant, sha256) })
    } catch {
      setUnreadable(true)
    }
    setBusy(false)
  }

  const drop = useDropzone({
    onDrop: ([file]) => file && look(file.name, () => checksumOf(file)),
    multiple: false,
    noClick: true,
    noKeyboard: true,
    disabled: busy,
  })
  return (
    <div className="rounded-card border bg-surface px-5 py-4 print:hidden">
      <div
        {...drop.getRootProps({
          className: cn(
            'flex flex-wrap items-center gap-x-6 gap-y-3 rounded-card border border-border-strong border-dashed px-4 py-4 transition-colors',
            drop.isDragActive && 'border-accent bg-hover',
          ),
        })}
      >
        <input {...drop.getInputProps({ 'aria-label': t('button') })} />
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex items-center gap-2 font-medium text-body">
            <FileCheck className="size-4 text-fg-3" />
            {drop.isDragActive ? t('dropNow') : t('title')}
          </p>
          <p className="mt-0.5 max-w-[72ch] text-cell text-fg-2">{t('text')}</p>
        </div>
        <Button aria-busy={busy || undefined} onClick={drop.open}>
          {busy ? t('busy') : t('button')}
        </Button>
      </div>
      <Disclosure summary={t('byHand')} className="mt-3">
        <form
          className="flex flex-wrap items-end gap-3 pt-2"
          onSubmit={(event) => {
            event.preventDefault()
            const typed = String(new FormData(event.currentTarget).get('checksum') ?? '')
            look(t('pasted'), async () => typed)
          }}
        >
          <TextField
            label={t('checksum')}
            hint={t('checksumHint')}
            name="checksum"
            spellCheck={false}
            autoComplete="off"
            className="min-w-0 flex-1 basis-80"
          />
          <Button type="submit" aria-busy={busy || undefined} className="mb-5.5">
            {t('check')}
          </Button>
        </form>
      </Disclosure>
      <div role="status" className="mt-3 empty:hidden">
        {unreadable && <Notice tone="err">{t('unreadable')}</Notice>}
        {outcome && <Result {...outcome} />}
      </div>
    </div>
  )
}

/** @throws Error where the browser computes no fingerprints: outside of HTTPS and localhost */
async function checksumOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function Result({ of, sha256, found }: Outcome) {
  const t = useTranslations('evidence')
  const format = useFormatter()
  if (!found.ok) return <Notice tone="err">{found.errors['']}</Notice>
  if (found.data.length === 0) {
    return (
      <Notice tone="warn" title={t('verify.unknown', { of })}>
        <p>{t('verify.unknownText')}</p>
        <code className="break-all font-mono text-code">{sha256}</code>
      </Notice>
    )
  }
  return (
    <Notice tone="ok" title={t('verify.unaltered', { of })}>
      <ul className="flex flex-col gap-1">
        {found.data.map((stamp) => (
          <li key={stamp.position}>
            {t('verify.by', { actor: stamp.actor, what: stamp.what })} <UtcTime at={stamp.at} />
            {' · '}
            {t('verify.rows', { rows: stamp.contents?.rows ?? 0 })}
            {' · '}
            <FilterText stamp={stamp} />
            {' · '}
            {t('verify.position', { position: format.number(stamp.position) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
