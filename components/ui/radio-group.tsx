import { type ReactNode, useId } from 'react'
import { Words } from '../messages.client'
import { cn } from './cn'
import { FieldError } from './field'

export type Choice = { value: string; label: string; description?: ReactNode; icon?: ReactNode }

/** One choice among tiles. Native radios: arrow keys, form data and no script needed. */
export function RadioGroup({
  legend,
  name,
  choices,
  defaultValue,
  hint,
  error,
  optional,
  columns = 2,
  onValueChange,
}: {
  legend: ReactNode
  name: string
  choices: readonly Choice[]
  defaultValue?: string | undefined
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
  columns?: 1 | 2 | 3
  onValueChange?: (value: string) => void
}) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset aria-describedby={described || undefined}>
      <legend className="mb-1.5 font-medium text-body">
        {legend}{' '}
        {optional && (
          <span className="font-normal text-fg-3 text-meta">
            <Words of="ui.optional" />
          </span>
        )}
      </legend>
      <div
        className={cn(
          'grid gap-2',
          columns === 2 && 'sm:grid-cols-2',
          columns === 3 && 'sm:grid-cols-2 lg:grid-cols-3',
        )}
      >
        {choices.map((choice) => (
          <Tile
            key={choice.value}
            {...{ choice, name, defaultValue, onValueChange }}
            invalid={Boolean(error)}
          />
        ))}
      </div>
      {error && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-fg-3 text-meta">
          {hint}
        </p>
      )}
    </fieldset>
  )
}

function Tile({
  choice,
  name,
  defaultValue,
  invalid,
  onValueChange,
}: {
  choice: Choice
  name: string
  defaultValue: string | undefined
  invalid: boolean
  onValueChange: ((value: string) => void) | undefined
}) {
  const id = useId()
  return (
    <div className="relative flex min-h-10 items-center gap-2.5 rounded-card border bg-surface px-3 py-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2 max-sm:min-h-11">
      <input
        id={id}
        type="radio"
        name={name}
        value={choice.value}
        defaultChecked={choice.value === defaultValue}
        aria-invalid={invalid || undefined}
        aria-describedby={choice.description ? `${id}-text` : undefined}
        onChange={onValueChange && ((event) => onValueChange(event.currentTarget.value))}
        className="size-4 shrink-0 appearance-none rounded-full border border-border-strong bg-surface outline-none checked:border-[5px] checked:border-accent forced-colors:appearance-auto"
      />
      {choice.icon && <span className="text-fg-2">{choice.icon}</span>}
      <div className="min-w-0 text-body">
        <label htmlFor={id} className="cursor-pointer font-medium before:absolute before:inset-0">
          {choice.label}
        </label>
        {choice.description && (
          <p id={`${id}-text`} className="text-fg-3 text-meta">
            {choice.description}
          </p>
        )}
      </div>
    </div>
  )
}
