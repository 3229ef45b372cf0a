'use client'

import { useTranslations } from 'use-intl'
import { Dialog } from '../../ui/dialog.client'
import { Key } from './key'

/** Every key and what it does, by where it works. */
const KEYS = {
  everywhere: [
    ['palette', 'palette'],
    ['help', '?'],
    ['sidebar', '['],
    ['create', 'c'],
  ],
  go: [
    ['goOverview', 'g', 'o'],
    ['goUsers', 'g', 'u'],
    ['goGroups', 'g', 'g'],
    ['goScim', 'g', 's'],
    ['goAudit', 'g', 'a'],
  ],
  page: [
    ['search', '/'],
    ['filter', 'f'],
    ['live', 'l'],
    ['export', 'e'],
    ['copy', 'y'],
  ],
  lists: [
    ['row', 'j', 'k', '↓', '↑'],
    ['open', 'Enter'],
    ['look', 'Space'],
    ['choose', 'x'],
    ['extend', 'Shift', '↓'],
    ['chooseAll', 'all'],
    ['showNew', '.'],
    ['clear', 'Esc'],
  ],
} as const satisfies Record<string, readonly (readonly [string, ...string[]])[]>

/** The keyboard map. */
export default function KeyMap({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('shell.keys')
  const commands = useTranslations('shell.commands')
  const words: Record<string, string> = {
    palette: commands('palette'),
    all: commands(/Mac|iPhone|iPad/.test(navigator.platform) ? 'allRowsMac' : 'allRows'),
  }
  return (
    <Dialog title={t('title')} description={t('text')} open onOpenChange={onOpenChange} width="medium">
      <div className="gap-x-8 sm:columns-2">
        {(Object.keys(KEYS) as (keyof typeof KEYS)[]).map((part) => (
          <section key={part} aria-labelledby={`keys-${part}`} className="mb-5 break-inside-avoid">
            <h3 id={`keys-${part}`} className="mb-1 text-fg-2 text-meta">
              {t(`parts.${part}`)}
            </h3>
            <dl className="divide-y">
              {KEYS[part].map(([name, ...keys]) => (
                <div key={name} className="flex items-center justify-between gap-4 py-1.5">
                  <dt className="text-body">{t(`names.${name}`)}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the keys of an act never move, and may be alike
                      <Key key={at}>{words[key] ?? key}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
