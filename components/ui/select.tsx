import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlClass, inputHeight } from './input'

export type Option = { value: string; label: string }

/** The platform's own select: it works without scripts, by keyboard and on phones. */
export function Select({
  options,
  placeholder,
  className,
  ...rest
}: Omit<ComponentProps<'select'>, 'children'> & { options: readonly Option[]; placeholder?: string }) {
  return (
    <span className="relative block w-full">
      <select {...rest} className={cn(controlClass, inputHeight, 'appearance-none pe-8', className)}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="-translate-y-1/2 pointer-events-none absolute top-1/2 end-2.5 text-fg-3" />
    </span>
  )
}
