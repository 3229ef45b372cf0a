'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/copy-field.client'

/** A button that puts text into the clipboard. */
export function CopyAs({ label, text }: { label: string; text: string }) {
  const t = useTranslations('ui')
  const { state, copy } = useCopy()
  return (
    <>
      <Button size="sm" onClick={() => copy(text)}>
        {state === 'copied' ? <Check className="text-ok-dot" /> : <Copy />}
        {label}
      </Button>
      <span aria-live="polite" className="sr-only">
        {state === 'copied' && t('copiedLabel', { label })}
        {state === 'refused' && t('copyTextRefused')}
      </span>
    </>
  )
}
