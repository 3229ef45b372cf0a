'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Found } from '@/lib/overview/find'
import { readJson } from '../../live/read.client'
import { Behind, useCameFrom } from '../../ui/behind.client'
import { scrimClass } from '../../ui/overlay'
import type { May } from './may'
import { paletteClass, paletteInputClass } from './palette-look'
import { recentCommands, rememberCommand } from './recent'
import { type PaletteCommand, useActions, useFound, usePages } from './sections.client'

const row =
  'flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-control px-2 py-1 text-body data-[selected=true]:bg-hover max-sm:min-h-11'
const heading =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-fg-2 [&_[cmdk-group-heading]]:text-meta'

/** Jumps to pages, people, groups, requests, and does what the role may do. Escape closes it. */
export default function Palette({
  tenant,
  baseUrl,
  may,
  typed,
  onType,
  opener,
  onOpenChange,
  onKeys,
}: {
  tenant: string
  baseUrl: string
  may: May
  typed: string
  onType: (text: string) => void
  /** What had the focus before the palette was asked for, and its box stood in for it. */
  opener: HTMLElement | null
  onOpenChange: (open: boolean) => void
  onKeys: () => void
}) {
  const t = useTranslations('shell.commands')
  const router = useRouter()
  const { cameFrom, giveBack } = useCameFrom()
  const [selected, setSelected] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const asked = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['find', tenant, asked],
    queryFn: ({ signal }) =>
      readJson<Found>(`/api/console/${tenant}/find?q=${encodeURIComponent(asked)}`, signal),
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const pages = usePages(tenant, may)
  const actions = useActions({ tenant, baseUrl, may, integrations: data?.integrations ?? [], onKeys })
  const found = useFound(tenant, asked === '' ? undefined : data)
  const known = [...pages, ...actions, ...found.flatMap(({ commands }) => commands)]
  const recent = typed
    ? []
    : recentCommands(tenant).flatMap((id) => known.find((each) => each.id === id) ?? [])

  const best = found.flatMap(({ commands }) => commands)[0]?.value
  // What the server finds comes later than what is known here, and is what people look for.
  useEffect(() => {
    if (best) setSelected(best)
  }, [best])

  function choose(command: PaletteCommand) {
    onOpenChange(false)
    rememberCommand(tenant, command.id)
    if (command.href) router.push(command.href)
    else command.run?.()
  }

  const groups = [
    { title: t('recent'), commands: recent.map((each) => ({ ...each, value: `recent ${each.id}` })) },
    ...found,
    { title: t('pages'), commands: pages },
    { title: t('actions'), commands: actions },
  ]
  return (
    <Dialog.Root open onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay data-scrim className={scrimClass} />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // What has been typed already stays, and is gone on with.
            event.preventDefault()
            input.current?.focus()
          }}
          onCloseAutoFocus={(event) => {
            if (!opener?.isConnected) return giveBack(event)
            event.preventDefault()
            opener.focus()
          }}
          className={paletteClass}
        >
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Command label={t('title')} loop filter={matches} value={selected} onValueChange={setSelected}>
            <Command.Input
              ref={input}
              value={typed}
              onValueChange={onType}
              placeholder={t('placeholder')}
              className={paletteInputClass}
            />
            <Command.List
              aria-busy={isFetching}
              className="max-h-[min(60vh,420px)] overflow-y-auto overscroll-contain p-1"
            >
              <Command.Empty className="px-3 py-6 text-center text-cell text-fg-2">
                {isFetching ? t('searching') : t('nothing')}
              </Command.Empty>
              {groups.map(
                ({ title, commands }) =>
                  commands.length > 0 && (
                    <Command.Group key={title} heading={title} className={heading}>
                      {commands.map((command) => (
                        <Command.Item
                          key={command.value}
                          value={command.value}
                          keywords={[command.label, ...(command.keywords ?? [])]}
                          onSelect={() => choose(command)}
                          className={row}
                        >
                          <span className="text-fg-2">{command.icon}</span>
                          <span className="min-w-0 flex-1 truncate">{command.label}</span>
                          {command.detail && (
                            <span className="min-w-0 max-w-[45%] truncate text-fg-3 text-meta">
                              {command.detail}
                            </span>
                          )}
                        </Command.Item>
                      ))}
                    </Command.Group>
                  ),
              )}
            </Command.List>
          </Command>
          <Behind cameFrom={cameFrom} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What the server found stays; the rest stays when every typed word begins one of its words, or stands in it. */
function matches(value: string, typed: string, keywords: string[] = []): number {
  if (value.startsWith('found ')) return 1
  const text = keywords.join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 0.5
    : 0
}
