'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { cn } from './cn'

/**
 * A switch whose whole row is the hit area. Its accessible name is exactly `label`; the state is also there in words.
 * In a form it sends `name=on`, or nothing when off. `onCheckedChange` makes it act at once.
 */
export function Switch({
  label,
  description,
  tag,
  className,
  onCheckedChange,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'onChange'> & {
  label: string
  description?: ReactNode
  tag?: ReactNode
  onCheckedChange?: (checked: boolean) => void
}) {
  const t = useTranslations('ui')
  const id = useId()
  return (
    <div
      className={cn(
        'group/switch relative flex items-start justify-between gap-6 rounded-card border bg-surface p-4 transition-colors has-enabled:hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2',
        className,
      )}
    >
      <div className="min-w-0 text-body">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <label
            htmlFor={id}
            className="cursor-pointer font-medium before:absolute before:inset-0 group-has-disabled/switch:cursor-not-allowed"
          >
            {label}
          </label>
          {tag}
        </span>
        {description && (
          <p id={`${id}-text`} className="mt-1 max-w-[72ch] text-cell text-fg-2">
            {description}
          </p>
        )}
      </div>
      <span className="flex h-5 shrink-0 items-center gap-2">
        <span aria-hidden className="w-6 text-end text-cell text-fg-2">
          <span className="group-has-checked/switch:hidden">{t('off')}</span>
          <span className="hidden group-has-checked/switch:inline">{t('on')}</span>
        </span>
        <span className="relative inline-flex">
          <input
            {...rest}
            id={id}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own checked state
            role="switch"
            aria-describedby={description ? `${id}-text` : undefined}
            onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
            className="peer h-5 w-9 appearance-none rounded-full border border-border-strong bg-border-strong outline-none transition-colors checked:border-accent checked:bg-accent disabled:opacity-60"
          />
          <span
            data-switch-thumb
            className="pointer-events-none absolute top-0.5 start-0.5 size-4 rounded-full bg-on-accent transition-transform peer-checked:translate-x-4 rtl:peer-checked:-translate-x-4"
          />
        </span>
      </span>
    </div>
  )
}
