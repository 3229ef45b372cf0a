'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Select } from '../ui/select'
import { type DataSearch, PAGE_SIZES } from './search'

/** How many rows a page has. */
export function PageSize({
  size,
  onSize,
}: {
  size: DataSearch['size']
  onSize: (size: DataSearch['size']) => void
}) {
  const t = useTranslations('table')
  const id = useId()
  return (
    <div className="flex items-center gap-2 py-3 text-cell text-fg-2">
      <label htmlFor={id} className="whitespace-nowrap">
        {t('size')}
      </label>
      <Select
        id={id}
        value={size}
        onChange={(event) =>
          onSize(PAGE_SIZES.find((each) => String(each) === event.currentTarget.value) ?? 25)
        }
        options={PAGE_SIZES.map((each) => ({ value: String(each), label: String(each) }))}
        className="w-18 pe-7 text-cell sm:h-7"
      />
    </div>
  )
}
