'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronDown, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readJson } from '@/components/live/read.client'
import { buttonClass } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Popover } from '@/components/ui/popover.client'
import type { TargetGroup } from '@/lib/directory/target'

const GroupPicker = dynamic(() => import('./group-picker.client').then((module) => module.GroupPicker))

/** The filter by group: there may be thousands, so one is looked for rather than chosen from a menu. */
export function GroupFilter({
  tenant,
  label,
  value,
  onChange,
}: {
  tenant: string
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const t = useTranslations('users.groupFilter')
  const [open, setOpen] = useState(false)
  const chosen = useQuery({
    queryKey: ['console', tenant, 'groups', `groups/${value}`],
    queryFn: ({ signal }) => readJson<TargetGroup>(`/api/console/${tenant}/groups/${value}`, signal),
    enabled: value !== '',
  })
  const name = chosen.data?.name ?? t(chosen.isError ? 'unknown' : 'looking')
  return (
    <span className="inline-flex">
      <Popover
        label={label}
        align="start"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            className={cn(
              buttonClass(),
              'gap-1.5 px-2.5 text-cell',
              value ? 'rounded-e-none border-e-0' : 'border-border-strong border-dashed text-fg-2',
            )}
          >
            <span className={cn(value && 'font-normal text-fg-2')}>{value ? `${label}:` : label}</span>
            {value ? (
              <span className="max-w-40 truncate">{name}</span>
            ) : (
              <ChevronDown className="size-3.5 text-fg-3" />
            )}
          </button>
        }
      >
        <GroupPicker
          tenant={tenant}
          onPick={(id) => {
            setOpen(false)
            onChange(id)
          }}
        />
      </Popover>
      {value && (
        <button
          type="button"
          aria-label={t('remove', { label, name })}
          onClick={() => onChange('')}
          className={cn(buttonClass({ size: 'icon' }), 'rounded-s-none text-fg-3 hover:text-fg')}
        >
          <X className="size-3.5" />
        </button>
      )}
    </span>
  )
}
