'use client'

import { ClipboardList } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/copy-field.client'
import { toast } from '@/components/ui/toast'

/** The guide as one text, for a ticket. */
export function CopyAll({ text }: { text: string }) {
  const t = useTranslations('connect')
  const { copy } = useCopy()
  return (
    <Button
      onClick={async () => {
        if (await copy(text)) toast.success(t('copiedAll'))
      }}
    >
      <ClipboardList />
      {t('copyAll')}
    </Button>
  )
}
