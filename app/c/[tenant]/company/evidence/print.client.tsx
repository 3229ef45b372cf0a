'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'

/** Prints the page; browsers also save it as a PDF from there. */
export function PrintPage() {
  const t = useTranslations('evidence.configuration')
  return (
    <Button onClick={() => window.print()}>
      <Printer />
      {t('print')}
    </Button>
  )
}
