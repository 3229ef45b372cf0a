'use client'

import type { ReactNode } from 'react'
import { type Shape, Values } from '@/app/connect-guide/values.client'
import { useTokenHolder } from '../../token-holder.client'

/** The values to copy of an integration; a token that was made in this tab is shown until it is put away. */
export function Reveal({
  integrationId,
  shape,
  masked,
  actions,
}: {
  integrationId: string
  shape: Shape
  masked: ReactNode
  actions?: ReactNode
}) {
  const { held, forget } = useTokenHolder()
  const token = held(integrationId)
  return (
    <Values key={token?.hint} {...{ shape, token, masked, actions }} onClose={() => forget(integrationId)} />
  )
}
