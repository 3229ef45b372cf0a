'use client'

import { Download } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl'
import { useDownload } from '@/components/data/download.client'
import type { Route } from '@/components/routes'
import { Button } from '@/components/ui/button'

/** One population: what it is, how many, and the whole of it as a file. `list` is its address at the door for files. */
export function PopulationRow({
  title,
  text,
  count,
  href,
  list,
}: {
  title: string
  text: string
  count: number | undefined
  href: Route
  list: string
}) {
  const t = useTranslations()
  const format = useFormatter()
  const download = useDownload()
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-baseline gap-x-2 text-body">
          <Link
            prefetch={false}
            href={href}
            className="rounded-tag font-medium underline-offset-2 hover:underline"
          >
            {title}
          </Link>
          {count !== undefined && <span className="text-fg-2 tabular-nums">{format.number(count)}</span>}
        </p>
        <p className="max-w-[72ch] text-cell text-fg-2">{text}</p>
      </div>
      <fieldset className="flex gap-2 print:hidden">
        <legend className="sr-only">{t('evidence.populations.export', { what: title })}</legend>
        {(['csv', 'json'] as const).map((kind) => (
          <Button
            key={kind}
            size="sm"
            aria-label={t('evidence.populations.exportAs', { what: title, format: kind.toUpperCase() })}
            onClick={() => download(`${list}${list.includes('?') ? '&' : '?'}format=${kind}`)}
          >
            <Download />
            {t(`export.${kind}`)}
          </Button>
        ))}
      </fieldset>
    </li>
  )
}
