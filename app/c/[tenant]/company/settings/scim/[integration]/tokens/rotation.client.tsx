'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Shape } from '@/app/connect-guide/values.client'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useTokenHolder } from '../../token-holder.client'
import { Reveal } from '../connect/reveal.client'
import { type Rotated, RotationSheet, type RotationState } from './rotate.client'

const Opener = createContext<(tokenId: string) => void>(() => {})

/** Opens the sheet for a token; inside `Rotation`. */
export const useRotation = () => useContext(Opener)

/**
 * What the tokens page says above its tables: a rotation that waits, or a token that was just made. The sheet
 * belongs to it, so that every row and the notice open the same one.
 */
export function Rotation({
  tenant,
  id,
  rotation,
  shape,
  place,
  opened,
  live,
  children,
}: {
  tenant: string
  id: string
  rotation: RotationState | undefined
  shape: Shape
  place: string
  /** The token whose rotation the address asks for. */
  opened: string | undefined
  live: readonly Rotated[]
  children: ReactNode
}) {
  const t = useTranslations('tokens.rotate')
  const [tokenId, setTokenId] = useState(opened)
  const { held } = useTokenHolder()
  const token = held(id)
  const isRotated = rotation !== undefined && rotation.fresh.hint === token?.hint
  return (
    <Opener value={setTokenId}>
      {rotation && (
        <Notice
          tone={rotation.fresh.lastUsedAt ? 'info' : 'warn'}
          title={t('nagTitle')}
          actions={
            <Button size="sm" onClick={() => setTokenId(rotation.old.id)}>
              {t('go')}
            </Button>
          }
        >
          {t(rotation.fresh.lastUsedAt ? 'nagUsed' : 'nagUnused', { hint: rotation.fresh.hint })}
        </Notice>
      )}
      {token && !isRotated && (
        <div className="max-w-[720px]">
          <Reveal integrationId={id} shape={shape} masked={null} />
        </div>
      )}
      {children}
      <RotationSheet
        {...{ tenant, id, rotation, shape, place }}
        token={live.find((each) => each.id === tokenId)}
        open={tokenId !== undefined}
        onOpenChange={(open) => !open && setTokenId(undefined)}
      />
    </Opener>
  )
}
