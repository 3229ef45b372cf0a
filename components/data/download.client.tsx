'use client'

import { useTranslations } from 'use-intl'
import { toast } from '../ui/toast'

/** Fetches a file and hands it to the browser's downloads; why it could not be made is said instead. */
export function useDownload(): (url: string) => void {
  const t = useTranslations('export')
  async function load(url: string): Promise<string> {
    const response = await fetch(url)
    if (!response.ok) {
      const { error } = (await response.json().catch(() => ({}))) as { error?: string }
      throw new Error(error)
    }
    const [, name = ''] = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    return name
  }
  return (url) => {
    toast.promise(load(url), {
      loading: t('preparing'),
      success: (name) => t('done', { name }),
      error: (failure: Error) => failure.message || t('failed'),
    })
  }
}
