'use client'

import { Check, ChevronDown, ChevronRight, Copy } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { useCopy } from './copy-field.client'
import { type JsonLine, jsonLines, visibleLines } from './json-lines'

const colours: Record<JsonLine['kind'], string> = {
  string: 'text-ok-fg',
  number: 'text-info-fg',
  boolean: 'text-idp-fg',
  null: 'text-fg-3',
  bracket: 'text-fg-2',
}

/** JSON with line numbers, folding by keyboard or mouse, and Copy for the whole of it. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const t = useTranslations('ui')
  const lines = useMemo(() => jsonLines(value), [value])
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const { state, copy } = useCopy()
  const foldable = lines.filter((line) => line.end !== undefined && line.depth > 0)
  const allFolded = foldable.length > 0 && foldable.every((line) => folded.has(line.number))

  function toggle(number: number) {
    const next = new Set(folded)
    if (!next.delete(number)) next.add(number)
    setFolded(next)
  }

  return (
    <section aria-label={label} className="min-w-0 overflow-hidden rounded-card border bg-surface">
      <div className="flex items-center justify-between gap-2 border-b bg-subtle py-1 pe-1 ps-4">
        <h3 className="truncate font-medium text-cell text-fg-2">{label}</h3>
        <div className="flex items-center gap-1">
          {foldable.length > 0 && (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => setFolded(allFolded ? new Set() : new Set(foldable.map((line) => line.number)))}
            >
              {t(allFolded ? 'json.unfoldAll' : 'json.foldAll')}
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            onClick={() => copy(JSON.stringify(value, null, 2))}
            className="w-[5.25rem]"
          >
            {state === 'copied' ? <Check className="text-ok-dot" /> : <Copy />}
            {state === 'copied' ? t('copied') : t('copy')}
          </Button>
          <span aria-live="polite" className="sr-only">
            {state === 'copied' && t('copiedLabel', { label })}
            {state === 'refused' && t('copyTextRefused')}
          </span>
        </div>
      </div>
      <ol className="py-2 font-mono text-code" translate="no">
        {visibleLines(lines, folded).map((line) => (
          <Line
            key={line.number}
            line={line}
            folded={folded.has(line.number)}
            onToggle={() => toggle(line.number)}
          />
        ))}
      </ol>
    </section>
  )
}

function Line({ line, folded, onToggle }: { line: JsonLine; folded: boolean; onToggle: () => void }) {
  const t = useTranslations('ui')
  const Chevron = folded ? ChevronRight : ChevronDown
  const name = line.key ?? t('json.line', { number: String(line.number) })
  return (
    <li className="flex items-start pe-4 hover:bg-hover">
      <span aria-hidden className="w-10 shrink-0 select-none pe-2 text-end text-fg-3 tabular-nums sm:w-12">
        {line.number}
      </span>
      <span className="flex w-6 shrink-0 justify-center">
        {line.end !== undefined && (
          <button
            type="button"
            aria-expanded={!folded}
            aria-label={t(folded ? 'json.unfold' : 'json.fold', { name })}
            onClick={onToggle}
            className="inline-flex h-5 w-6 items-center justify-center rounded-tag text-fg-3 hover:text-fg"
          >
            <Chevron className="size-3.5" />
          </button>
        )}
      </span>
      <span
        className="min-w-0 flex-1 whitespace-pre-wrap break-words [overflow-wrap:anywhere]"
        style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}
      >
        {line.key !== undefined && (
          <>
            <span className="text-fg">{JSON.stringify(line.key)}</span>
            <span className="text-fg-3">: </span>
          </>
        )}
        <span className={colours[line.kind]}>{line.text}</span>
        {folded && (
          <span className="text-fg-3">
            {' '}
            {line.holds && t(line.text === '{' ? 'json.keys' : 'json.items', { count: line.holds })}{' '}
            {line.text === '{' ? '}' : ']'}
          </span>
        )}
        {line.comma && !folded && <span className="text-fg-3">,</span>}
      </span>
    </li>
  )
}
