'use client'

import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Download, FileCheck, FileClock, X } from 'lucide-react'
import { type MouseEvent, useRef, useTransition } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Declined, fetchProving } from '@/components/step-up/prove'
import { buttonClass } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Popover } from '@/components/ui/popover.client'
import { toast } from '@/components/ui/toast'
import type { ExportJob } from '@/lib/export/jobs'
import { deleteExportAction } from './actions'
import { exportsKey } from './key'

const isPreparing = ({ state }: ExportJob) => state === 'waiting' || state === 'running'

export function ExportsPanel({ tenant, jobs }: { tenant: string; jobs: readonly ExportJob[] }) {
  const t = useTranslations('export.tray')
  const preparing = jobs.filter(isPreparing).length
  const label = t('count', { preparing, ready: jobs.length })
  return (
    <Popover
      label={t('label')}
      className="w-96 p-0"
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), 'relative')}
        >
          <Download />
          <span
            aria-hidden
            className={cn(
              'absolute end-1 top-1 size-2 rounded-full border border-canvas',
              preparing > 0 ? 'animate-pulse bg-info-dot motion-reduce:animate-none' : 'bg-ok-dot',
            )}
          />
        </button>
      }
    >
      <div className="border-b px-4 py-3">
        <h2 className="font-semibold text-body">{t('title')}</h2>
        <p className="text-fg-2 text-meta">{t('text')}</p>
      </div>
      <ul className="divide-y">
        {jobs.map((job) => (
          <Job key={job.id} tenant={tenant} job={job} />
        ))}
      </ul>
    </Popover>
  )
}

function Job({ tenant, job }: { tenant: string; job: ExportJob }) {
  const t = useTranslations('export.tray')
  const client = useQueryClient()
  const [busy, start] = useTransition()
  const mayLoad = useRef(false)
  const { id, name, state } = job
  const address = `/api/console/${tenant}/exports/${id}`
  const Icon = isPreparing(job) ? FileClock : state === 'done' ? FileCheck : CircleAlert

  /** The browser loads what may be large by itself; whether it may is asked before. */
  async function fetchFile(event: MouseEvent<HTMLAnchorElement>) {
    const link = event.currentTarget
    if (mayLoad.current) {
      mayLoad.current = false
      return
    }
    event.preventDefault()
    try {
      await fetchProving(address, 'HEAD')
    } catch (failure) {
      if (failure instanceof Declined) return
    }
    mayLoad.current = true
    link.click()
  }

  async function remove() {
    const result = await deleteExportAction(tenant, id)
    if (!result.ok) toast.error(result.errors[''])
    await client.invalidateQueries({ queryKey: exportsKey(tenant) })
  }

  return (
    <li className="flex items-start gap-3 py-2.5 ps-4 pe-2">
      <Icon aria-hidden className={cn('mt-0.5 shrink-0', state === 'failed' ? 'text-err-fg' : 'text-fg-3')} />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-cell [overflow-wrap:anywhere]">{name}</p>
        <p role="status" className="text-fg-2 text-meta tabular-nums">
          <Progress job={job} />
        </p>
      </div>
      {state === 'done' && (
        <a
          href={address}
          download
          onClick={fetchFile}
          aria-label={t('download', { name })}
          title={t('download', { name })}
          className={buttonClass({ variant: 'ghost', size: 'icon' })}
        >
          <Download />
        </a>
      )}
      <button
        type="button"
        aria-disabled={busy || undefined}
        onClick={() => !busy && start(remove)}
        aria-label={t(isPreparing(job) ? 'cancel' : 'remove', { name })}
        title={t(isPreparing(job) ? 'cancel' : 'remove', { name })}
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <X />
      </button>
    </li>
  )
}

function Progress({ job: { state, rows, bytes, expiresAt } }: { job: ExportJob }) {
  const t = useTranslations('export.tray')
  const format = useFormatter()
  if (state === 'done' && expiresAt) {
    const size = format.number(Math.max(bytes / 1_000_000, 0.1), {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: 1,
    })
    const until = format.dateTime(Date.parse(expiresAt), {
      weekday: 'short',
      hour: 'numeric',
      minute: '2-digit',
    })
    return t('done', { rows, size, until })
  }
  if (state === 'running') return t('running', { rows })
  return t(state === 'waiting' ? 'waiting' : 'failed')
}
