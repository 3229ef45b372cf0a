'use client'

import { Download, ShieldCheck } from 'lucide-react'
import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useDownload } from '@/components/data/download.client'
import { useWords } from '@/components/messages.client'
import { withSearch } from '@/components/routes'
import { actionFailure } from '@/components/ui/action-failure'
import { Button, buttonClass } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field.client'
import { Menu, MenuItem } from '@/components/ui/menu.client'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/base/action-result'
import type { AuditCheck } from '@/lib/history/audit-check'
import { checkAction } from './actions'

/** Computes every fingerprint of the log anew and says what came of it. */
export function CheckIntegrity({ tenant }: { tenant: string }) {
  const t = useTranslations('audit.check')
  const [result, setResult] = useState<ActionResult<AuditCheck>>()
  const [busy, start] = useTransition()
  const words = useWords()

  async function check() {
    try {
      setResult(await checkAction(tenant))
    } catch (error) {
      setResult({ ok: false, errors: { '': words(actionFailure(error, 'errors.nothingChanged')) } })
    }
  }

  return (
    <div className="flex flex-col items-start gap-4">
      <Button aria-disabled={busy || undefined} onClick={() => !busy && start(check)}>
        <ShieldCheck />
        {busy ? t('busy') : t('button')}
      </Button>
      <div role="status" className="w-full empty:hidden">
        {result &&
          (result.ok ? <Outcome check={result.data} /> : <Notice tone="err">{result.errors['']}</Notice>)}
      </div>
    </div>
  )
}

function Outcome({ check }: { check: AuditCheck }) {
  const t = useTranslations('audit.check')
  const { fault, rows, last, prunedThrough, fingerprint } = check
  const pruned = prunedThrough > 0 && <p>{t('pruned', { through: prunedThrough })}</p>
  if (fault) {
    return (
      <Notice tone="err" title={t('failed', { position: fault.position })}>
        <p>{t(`why.${fault.why}`)}</p>
        <p>{t('failedText')}</p>
        {pruned}
      </Notice>
    )
  }
  return (
    <Notice tone="ok" title={t('passed', { rows, last })}>
      <p>{t('passedText')}</p>
      {pruned}
      <CopyField className="mt-3" label={t('fingerprint', { last })} value={fingerprint} />
    </Notice>
  )
}

/** The log as it is filtered, as a file. */
export function AuditExport({ href, search }: { href: string; search: Record<string, string> }) {
  const t = useTranslations('export')
  const download = useDownload()
  return (
    <Menu
      label={t('title')}
      trigger={
        <button type="button" data-key="e" className={buttonClass()}>
          <Download />
          {t('button')}
        </button>
      }
    >
      {(['csv', 'json'] as const).map((format) => (
        <MenuItem key={format} onSelect={() => download(withSearch(href, { ...search, format }))}>
          {t(format)}
        </MenuItem>
      ))}
    </Menu>
  )
}
