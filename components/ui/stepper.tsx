import { Check } from 'lucide-react'
import { Named, Words } from '../messages.client'
import { cn } from './cn'

/** Where you are among a few steps; `current` counts from 0. */
export function Stepper({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <Named as="ol" of="ui.steps" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-body">
      {steps.map((step, index) => (
        <li
          key={step}
          {...(index === current ? { 'aria-current': 'step' as const } : {})}
          className="flex items-center gap-3"
        >
          {index > 0 && <span aria-hidden className="h-px w-6 bg-border sm:w-10" />}
          <span
            className={cn('flex items-center gap-2', index === current ? 'font-medium text-fg' : 'text-fg-3')}
          >
            <span
              className={cn(
                'inline-flex size-5 items-center justify-center rounded-full text-[11px] tabular-nums',
                index === current ? 'bg-accent font-semibold text-on-accent' : 'border border-border-strong',
              )}
            >
              {index < current ? (
                <>
                  <Check aria-hidden className="size-3" />
                  <span className="sr-only">
                    <Words of="ui.done" />
                  </span>
                </>
              ) : (
                index + 1
              )}
            </span>
            {/* More than two names do not fit in one line of a phone. */}
            <span className={cn(steps.length > 2 && index !== current && 'max-sm:sr-only')}>{step}</span>
          </span>
        </li>
      ))}
    </Named>
  )
}
