'use client'

import type { ComponentProps } from 'react'
import { IntlProvider } from 'use-intl'

/** Carries the language, its texts and the time zone to every component below. */
export function Messages(props: ComponentProps<typeof IntlProvider>) {
  return <IntlProvider {...props} />
}
