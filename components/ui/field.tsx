import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { Words } from '../messages.client'
import { cn } from './cn'
import { Input } from './input'
import { type Option, Select } from './select'
import { Textarea } from './textarea'

export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean | undefined
  className?: string | undefined
}

/** Label, hint and error around one control, tied to it by id; spread what `children` receives on the control. */
export function Field({
  label,
  hint,
  error,
  optional,
  className,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="flex items-baseline gap-1.5 font-medium text-body">
        {label}
        {optional && (
          <span className="font-normal text-fg-3 text-meta">
            <Words of="ui.optional" />
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <p id={`${id}-hint`} className="text-fg-3 text-meta">
          {hint}
        </p>
      )}
    </div>
  )
}

/** The message under a control that was filled in wrongly. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-err-fg text-meta">
      <CircleAlert className="mt-px size-3.5" />
      {children}
    </p>
  )
}

type Rest<Tag extends 'input' | 'textarea' | 'select'> = Omit<
  ComponentProps<Tag>,
  keyof ControlProps | 'className'
>

export function TextField({ label, hint, error, optional, className, ...rest }: FieldProps & Rest<'input'>) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(control) => <Input {...rest} {...control} required={rest.required ?? !optional} />}
    </Field>
  )
}

export function TextareaField({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldProps & Rest<'textarea'>) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(control) => <Textarea {...rest} {...control} />}
    </Field>
  )
}

export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldProps & Omit<Rest<'select'>, 'children'> & { options: readonly Option[]; placeholder?: string }) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(control) => <Select {...rest} {...control} />}
    </Field>
  )
}
