'use client'

import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { useTranslations } from 'use-intl'

/** The toasts themselves, fetched when somebody is there to see one. */
export default function ToasterLayer({ onReady }: { onReady: (shown: typeof toast) => void }) {
  const t = useTranslations('ui')
  useEffect(() => onReady(toast), [onReady])
  return (
    <Sonner
      containerAriaLabel={t('notifications')}
      position="bottom-right"
      duration={5000}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-card border bg-surface px-4 py-3 font-sans text-body text-fg shadow-float sm:w-[356px]',
          description: 'text-cell text-fg-2',
          success: '[&_[data-icon]]:text-ok-dot',
          error: '[&_[data-icon]]:text-err-dot',
          actionButton: 'ms-auto font-medium text-accent-text hover:underline',
        },
      }}
    />
  )
}
