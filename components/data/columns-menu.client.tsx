'use client'

import { ArrowLeft, ArrowRight, Columns3, Minus, Plus, Rows3 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { cn } from '../ui/cn'
import { Menu, MenuChoice } from '../ui/menu.client'
import { Popover } from '../ui/popover.client'
import { NAME_COLUMN } from './arrangement.client'
import { type Column, moved, shownColumns, toggled } from './columns'
import type { DataSearch } from './search'
import { WIDTH_STEP } from './widths'

type Look = Pick<DataSearch, 'cols' | 'widths' | 'density'>
type Change = (change: Partial<Look>) => void

/** Which columns are drawn, in which order and how wide; none of it needs dragging (WCAG 2.5.7). */
export function ColumnsMenu<Row>({
  columns,
  chosen,
  change,
  sizes,
}: {
  /** Where columns can be made wider: the head of the first one, which cannot be moved, and what was made of them. */
  sizes?: { first: string; widths: readonly string[]; widen: (id: string, by: number) => void }
  columns: readonly Column<Row>[]
  chosen: readonly string[]
  change: Change
}) {
  const t = useTranslations('table.columns')
  const shown = shownColumns(columns, chosen)
  const ids = shown.map(({ id }) => id)
  const hidden = columns.filter(({ id }) => !ids.includes(id))
  return (
    <Popover
      label={t('label')}
      className={cn(sizes && 'w-80')}
      trigger={
        <button type="button" className={cn(buttonClass(), 'px-2.5 text-cell')}>
          <Columns3 className="text-fg-3" />
          {t('label')}
        </button>
      }
    >
      <ul className="flex flex-col">
        {sizes && (
          <li className="flex min-h-8 items-center gap-0.5 px-2 pe-1 text-body">
            <span className="min-w-0 flex-1 truncate">{sizes.first}</span>
            <WidthButtons id={NAME_COLUMN} column={sizes.first} widen={sizes.widen} />
          </li>
        )}
        {[...shown, ...hidden].map((column, position) => {
          const isShown = position < shown.length
          const move = (way: 'left' | 'right') => change({ cols: moved(ids, column.id, way) })
          return (
            <li key={column.id} className="flex items-center gap-0.5 rounded-control pe-1 hover:bg-hover">
              <label
                htmlFor={`column-${column.id}`}
                className="flex min-h-8 min-w-0 flex-1 cursor-pointer items-center gap-2 px-2 text-body max-sm:min-h-11"
              >
                <Checkbox
                  id={`column-${column.id}`}
                  checked={isShown}
                  onChange={() => change({ cols: toggled(ids, column.id) })}
                />
                <span className="truncate">{column.header}</span>
              </label>
              {isShown && (
                <>
                  {sizes && <WidthButtons id={column.id} column={column.header} widen={sizes.widen} />}
                  <MoveButton
                    label={t('left', { column: column.header })}
                    off={position === 0}
                    onClick={() => move('left')}
                  >
                    <ArrowLeft />
                  </MoveButton>
                  <MoveButton
                    label={t('right', { column: column.header })}
                    off={position === shown.length - 1}
                    onClick={() => move('right')}
                  >
                    <ArrowRight />
                  </MoveButton>
                </>
              )}
            </li>
          )
        })}
      </ul>
      {(chosen.length > 0 || (sizes && sizes.widths.length > 0)) && (
        <div className="mt-1 border-t pt-1">
          <Button
            size="sm"
            variant="ghost"
            wide
            onClick={() => change({ cols: [], ...(sizes && { widths: [] }) })}
          >
            {t('reset')}
          </Button>
        </div>
      )}
    </Popover>
  )
}

function WidthButtons({
  id,
  column,
  widen,
}: {
  id: string
  column: string
  widen: (id: string, by: number) => void
}) {
  const t = useTranslations('table.columns')
  return (
    <>
      <MoveButton label={t('narrower', { column })} off={false} onClick={() => widen(id, -WIDTH_STEP)}>
        <Minus />
      </MoveButton>
      <MoveButton label={t('wider', { column })} off={false} onClick={() => widen(id, WIDTH_STEP)}>
        <Plus />
      </MoveButton>
    </>
  )
}

function MoveButton({
  label,
  off,
  onClick,
  children,
}: {
  label: string
  off: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off || undefined}
      {...(!off && { onClick })}
      className="inline-flex size-7 items-center justify-center rounded-tag text-fg-2 hover:text-fg aria-disabled:cursor-default aria-disabled:opacity-30 max-sm:size-10"
    >
      {children}
    </button>
  )
}

/** How much room rows take: 32, 40 or 48 pixels. */
export function DensityMenu({ density, change }: { density: Look['density']; change: Change }) {
  const t = useTranslations('table.density')
  const options = [
    { value: 'compact', label: t('compact') },
    { value: '', label: t('default') },
    { value: 'comfortable', label: t('comfortable') },
  ]
  return (
    <Menu
      label={t('label')}
      trigger={
        <button type="button" className={cn(buttonClass(), 'px-2.5 text-cell')}>
          <Rows3 className="text-fg-3" />
          {t('label')}
        </button>
      }
    >
      <MenuChoice
        label={t('label')}
        value={density}
        options={options}
        onChange={(value) => change({ density: value as Look['density'] })}
      />
    </Menu>
  )
}
