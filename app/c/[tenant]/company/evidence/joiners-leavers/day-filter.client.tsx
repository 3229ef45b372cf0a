'use client'

import { useId } from 'react'
import { Input } from '@/components/ui/input'

/** A day among the filters of a list. */
export function DayFilter({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <span className="inline-flex items-center gap-1.5">
      <label htmlFor={id} className="text-cell text-fg-2">
        {label}
      </label>
      <Input
        key={value}
        id={id}
        type="date"
        defaultValue={value}
        max="9999-12-31"
        onBlur={({ currentTarget }) => currentTarget.value !== value && onChange(currentTarget.value)}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && onChange(currentTarget.value)}
        className="w-38"
      />
    </span>
  )
}
