'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Text, TextValue } from '@/lib/messages/text'
import { useWords } from './messages.client'
import { RelativeTime } from './ui/relative-time.client'

type Rich = { rich: (key: string, values: Record<string, unknown>) => ReactNode }

/** A text whose value `ago` is a moment: it says how long ago that was and keeps counting. */
export function LiveText({ text }: { text: Text }) {
  const t = useTranslations() as unknown as Rich
  const words = useWords()
  const write = (name: string, value: TextValue) => {
    if (value instanceof Date) {
      return name === 'ago' ? () => <RelativeTime at={value.toISOString()} /> : value
    }
    return typeof value === 'object' && 'key' in value ? words(value) : value
  }
  const values = Object.entries(text.values ?? {}).map(([name, value]) => [name, write(name, value)] as const)
  return t.rich(text.key, Object.fromEntries(values))
}
