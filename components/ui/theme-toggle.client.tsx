'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { startTransition, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { THEME_COOKIE, THEMES, type Theme } from '@/components/theme'

const looks = {
  light: { icon: Sun },
  dark: { icon: Moon },
  system: { icon: Monitor },
}

/** Changes the scheme of colours at once, and for the pages to come. */
export function showTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.classList.remove('light', 'dark')
  if (theme !== 'system') document.documentElement.classList.add(theme)
}

/**
 * Light, dark or as the system says. `initial` is what the server read from the cookie; `onChoose` keeps the choice
 * with the account.
 */
export function ThemeToggle({
  initial,
  onChoose,
}: {
  initial: Theme
  onChoose: (theme: Theme) => Promise<void>
}) {
  const [theme, setTheme] = useState(initial)
  const t = useTranslations('ui')
  const name = useId()

  function choose(next: Theme) {
    setTheme(next)
    showTheme(next)
    // In this browser it holds either way.
    startTransition(() => onChoose(next).catch(() => {}))
  }

  return (
    <fieldset className="inline-flex rounded-control border bg-canvas p-0.5">
      <legend className="sr-only">{t('theme')}</legend>
      {THEMES.map((value) => {
        const { icon: Icon } = looks[value]
        const label = t(`themes.${value}`)
        return (
          <label
            key={value}
            title={label}
            className="relative flex h-6 min-w-8 cursor-pointer items-center justify-center rounded-tag text-fg-3 transition-colors hover:text-fg has-checked:bg-surface has-checked:text-fg has-checked:shadow-float has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:h-11 pointer-coarse:min-w-11"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={theme === value}
              onChange={() => choose(value)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            <Icon className="pointer-events-none size-3.5" />
            <span className="sr-only">{label}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
