import type { ComponentProps } from 'react'
import { cn } from './cn'

/** The bare box; whoever uses it gives it a label. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      {...rest}
      type="checkbox"
      className={cn(
        'size-4 shrink-0 cursor-pointer appearance-none rounded-tag border border-border-strong bg-center bg-no-repeat bg-surface transition-colors checked:border-accent checked:bg-(image:--tick) checked:bg-accent indeterminate:border-accent indeterminate:bg-[linear-gradient(white,white)] indeterminate:bg-[length:8px_2px] indeterminate:bg-accent forced-colors:appearance-auto',
        className,
      )}
    />
  )
}
