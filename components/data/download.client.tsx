'use client'

import { useTranslations } from 'use-intl'
import { Declined, fetchProving } from '../step-up/prove'
import { toast } from '../ui/toast'
import { saveFile } from './save-file'

/** Accepted, and not made yet. */
const BACKGROUND = 202

/**
 * Fetches a file and hands it to the browser's downloads; why it could not be made is said instead, and where it will
 * be, when it is made in the background.
 */
export function useDownload(): (url: string) => void {
  const t = useTranslations('export')
  async function load(url: string): Promise<string | undefined> {
    const response = await fetchProving(url)
    if (!response.ok) {
      const { error } = (await response.json().catch(() => ({}))) as { error?: string }
      throw new Error(error)
    }
    if (response.status === BACKGROUND) return undefined
    const [, name = ''] = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    saveFile(name, await response.blob())
    return name
  }
  return (url) => {
    toast.promise(load(url), {
      loading: t('preparing'),
      success: (name) => (name ? t('done', { name }) : t('background')),
      error: (failure) => (failure instanceof Declined ? undefined : failure.message || t('failed')),
    })
  }
}
