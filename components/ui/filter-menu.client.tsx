'use client'

import { ChevronDown, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClass } from './button'
import { cn } from './cn'
import { Menu, MenuChoice } from './menu.client'

/** One filter: a chip that names what is chosen, with a cross to take it away. The empty value means “any”. */
export function FilterMenu({
  label,
  anyLabel,
  options,
  value,
  onChange,
}: {
  label: string
  anyLabel?: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}) {
  const t = useTranslations('ui')
  const chosen = options.find((option) => option.value === value)
  return (
    <span className="inline-flex">
      <Menu
        label={label}
        align="start"
        trigger={
          <button
            type="button"
            data-key="f"
            className={cn(
              buttonClass({ size: 'md' }),
              'gap-1.5 px-2.5 text-cell',
              chosen ? 'rounded-e-none border-e-0' : 'border-dashed border-border-strong text-fg-2',
            )}
          >
            <span className={cn(chosen && 'font-normal text-fg-2')}>{chosen ? `${label}:` : label}</span>
            {chosen ? chosen.label : <ChevronDown className="size-3.5 text-fg-3" />}
          </button>
        }
      >
        <MenuChoice
          label={label}
          value={value}
          options={[{ value: '', label: anyLabel ?? t('any') }, ...options]}
          onChange={onChange}
        />
      </Menu>
      {chosen && (
        <button
          type="button"
          aria-label={t('removeFilter', { label, value: chosen.label })}
          onClick={() => onChange('')}
          className={cn(buttonClass({ size: 'icon' }), 'rounded-s-none text-fg-3 hover:text-fg')}
        >
          <X className="size-3.5" />
        </button>
      )}
    </span>
  )
}
