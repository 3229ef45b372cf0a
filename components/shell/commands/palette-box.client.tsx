'use client'

import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import { Behind, useCameFrom } from '../../ui/behind.client'
import { scrimClass } from '../../ui/overlay'
import { paletteClass, paletteInputClass } from './palette-look'

/** The box of the palette while the palette is fetched: what is typed right after its key is not lost. */
export function PaletteBox({
  typed,
  onType,
  onClose,
}: {
  typed: string
  onType: (text: string) => void
  onClose: () => void
}) {
  const t = useTranslations('shell.commands')
  const { cameFrom } = useCameFrom()
  return createPortal(
    <>
      <div data-scrim className={scrimClass} />
      <div role="dialog" aria-modal aria-label={t('title')} className={paletteClass}>
        <input
          // biome-ignore lint/a11y/noAutofocus: somebody has pressed the key in order to type here
          autoFocus
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
          placeholder={t('placeholder')}
          aria-label={t('title')}
          className={paletteInputClass}
        />
        <Behind cameFrom={cameFrom} />
      </div>
    </>,
    document.body,
  )
}
