'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Field, type FieldProps } from './field'
import { Input } from './input'

/** A password field with show and hide; pasting and password managers work. */
export function PasswordField({
  label,
  hint,
  error,
  className,
  ...rest
}: Omit<FieldProps, 'optional'> &
  Omit<ComponentProps<'input'>, 'type' | 'className'> & {
    autoComplete: 'current-password' | 'new-password'
  }) {
  const t = useTranslations('ui')
  const [shown, setShown] = useState(false)
  return (
    <Field {...{ label, hint, error, className }}>
      {(control) => (
        <span className="relative block">
          <Input
            {...rest}
            {...control}
            required
            type={shown ? 'text' : 'password'}
            spellCheck={false}
            className="pe-10"
          />
          <button
            type="button"
            onClick={() => setShown(!shown)}
            aria-label={t(shown ? 'hidePassword' : 'showPassword')}
            className="absolute inset-y-1 end-1 flex w-8 items-center justify-center rounded-tag text-fg-3 hover:text-fg"
          >
            {shown ? <EyeOff /> : <Eye />}
          </button>
        </span>
      )}
    </Field>
  )
}
