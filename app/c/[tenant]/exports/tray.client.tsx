'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { readJson } from '@/components/live/read.client'
import { toast } from '@/components/ui/toast'
import type { ExportJob } from '@/lib/export/jobs'
import { exportsKey } from './key'

const Panel = dynamic(() => import('./panel.client').then((module) => module.ExportsPanel))

/** The files that are made for the reader in the background, on every page for as long as there are any. */
export function ExportsTray({ tenant }: { tenant: string }) {
  const t = useTranslations('export.tray')
  const { data: jobs = [] } = useQuery({
    queryKey: exportsKey(tenant),
    queryFn: ({ signal }) => readJson<ExportJob[]>(`/api/console/${tenant}/exports`, signal),
  })
  const told = useRef<Set<string>>(undefined)
  useEffect(() => {
    const ended = jobs.filter(({ state }) => state === 'done' || state === 'failed')
    // What had ended when the page was drawn is no news.
    told.current ??= new Set(ended.map(({ id }) => id))
    for (const { id, name, state } of ended) {
      if (told.current.has(id)) continue
      told.current.add(id)
      if (state === 'done') toast.success(t('ready', { name }))
      else toast.error(t('broken', { name }))
    }
  }, [jobs, t])
  return jobs.length > 0 && <Panel tenant={tenant} jobs={jobs} />
}
