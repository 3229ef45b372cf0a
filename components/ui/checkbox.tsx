import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

const box =
  'mt-0.5 size-4 shrink-0 appearance-none rounded-tag border border-border-strong bg-surface checked:border-accent checked:bg-(image:--tick) checked:bg-accent disabled:cursor-not-allowed disabled:bg-subtle forced-colors:appearance-auto'

/** A checkbox with its label; the whole line is the hit area. */
export function Checkbox({
  label,
  description,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; description?: ReactNode }) {
  const id = useId()
  return (
    <div className={cn('relative flex items-start gap-2.5 max-sm:py-3 pointer-coarse:py-3', className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={description ? `${id}-text` : undefined}
        className={box}
      />
      <div className="text-body">
        <label htmlFor={id} className="cursor-pointer before:absolute before:inset-0">
          {label}
        </label>
        {description && (
          <p id={`${id}-text`} className="text-fg-3 text-meta">
            {description}
          </p>
        )}
      </div>
    </div>
  )
}
