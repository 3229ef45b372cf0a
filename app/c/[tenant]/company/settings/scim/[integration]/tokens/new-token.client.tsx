'use client'

import { useTokenHolder } from '../../token-holder.client'
import { type FieldNames, Reveal } from '../reveal.client'

/** The token that was just made, over the list; nothing once it was put away. */
export function NewTokenPanel(props: { integrationId: string; baseUrl: string; names: FieldNames }) {
  const { held } = useTokenHolder()
  if (!held(props.integrationId)) return null
  return (
    <div className="max-w-[720px]">
      <Reveal {...props} masked={null} />
    </div>
  )
}
