'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readJson } from '@/components/live/read.client'
import { Progress } from '@/components/ui/progress'
import type { MappingProgress } from '@/lib/mapping/overview'

const ASK_AGAIN_MILLISECONDS = 1_500

/** How far people have been given their fields anew, while that goes on and just afterwards. */
export function MappingProgressBar({
  tenant,
  id,
  drawn,
}: {
  tenant: string
  id: string
  /** What was known when the page was drawn. */
  drawn: MappingProgress | null
}) {
  const t = useTranslations('mapping')
  const isRunning = drawn !== null && !drawn.isOver
  const [seen, setSeen] = useState<string>()
  // What one has seen under way, one is told the end of.
  if (isRunning && seen !== drawn.id) setSeen(drawn.id)
  const { data } = useQuery({
    queryKey: ['console', tenant, 'mapping-run', id, drawn?.id],
    queryFn: ({ signal }) =>
      readJson<MappingProgress | null>(`/api/console/${tenant}/integrations/${id}/mapping`, signal),
    initialData: drawn,
    enabled: isRunning,
    refetchInterval: ({ state }) => (state.data?.isOver === false ? ASK_AGAIN_MILLISECONDS : false),
  })
  if (!drawn || seen !== drawn.id || !data) return <span role="status" className="sr-only" />
  if (drawn.isOver || data.isOver) {
    const { changed } = drawn.isOver ? drawn : data
    return (
      <p role="status" className="text-cell text-fg-2">
        {t('over', { changed })}
      </p>
    )
  }
  const status = t('running.status', { done: data.done, people: data.people })
  return (
    <div className="flex flex-col gap-2">
      <p className="text-body tabular-nums">{`${t('running.label')}: ${status}`}</p>
      <Progress label={t('running.label')} value={data.done} max={data.people} text={status} />
      <p role="status" className="text-cell text-fg-2">
        {t('running.text')}
      </p>
    </div>
  )
}
