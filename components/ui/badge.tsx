import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'
import { Words } from '../messages.client'
import { cn } from './cn'
import { Tooltip } from './tooltip.client'

export type Tone = 'neutral' | 'ok' | 'warn' | 'err' | 'info' | 'idp'

const badgeClass = cva(
  'inline-flex h-5 min-w-0 max-w-48 items-center gap-1 whitespace-nowrap rounded-tag px-1.5 font-medium text-meta',
  {
    variants: {
      tone: {
        neutral: 'bg-subtle text-fg-2',
        ok: 'bg-ok-bg text-ok-fg',
        warn: 'bg-warn-bg text-warn-fg',
        err: 'bg-err-bg text-err-fg',
        info: 'bg-info-bg text-info-fg',
        idp: 'bg-idp-bg text-idp-fg',
      },
    },
  },
)

export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: Tone
  className?: string
  children: ReactNode
}) {
  return (
    <span className={cn(badgeClass({ tone }), className)}>
      <span className="truncate">{children}</span>
    </span>
  )
}

/** Who manages a user or group: **IDP** for an integration, named in the tooltip, or **Local** for nobody. */
export function OriginBadge({
  origin,
  integration,
}: {
  origin: 'idp' | 'local'
  integration?: string | undefined
}) {
  if (origin === 'local')
    return (
      <Badge>
        <Words of="ui.local" />
      </Badge>
    )
  const badge = (
    <span className={cn(badgeClass({ tone: 'idp' }), 'font-semibold text-[11px] tracking-wide')}>IDP</span>
  )
  return integration ? (
    <Tooltip text={<Words of="ui.managedBy" values={{ name: integration }} />}>{badge}</Tooltip>
  ) : (
    badge
  )
}
