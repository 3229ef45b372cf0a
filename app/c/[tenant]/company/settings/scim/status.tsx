import type { ReactNode } from 'react'
import { LiveText } from '@/components/live-text.client'
import { StatusPill, StatusText, type StatusTone } from '@/components/ui/status-pill'
import type { Status, StatusState } from '@/lib/integrations/status'

const TONES: Record<StatusState, StatusTone> = {
  waiting: 'info',
  verified: 'info',
  connected: 'ok',
  attention: 'warn',
  rejected: 'err',
  expired: 'err',
  silent: 'warn',
  paused: 'neutral',
  quiet: 'neutral',
}

/** How an integration is doing: dot, word and sentence, and after it the way to what mends it. */
export function IntegrationStatus({ status, remedy }: { status: Status; remedy?: ReactNode }) {
  return (
    <StatusPill
      // A phone keeps room for the longer sentences: the page stays where it is when the state changes.
      className="max-sm:order-last max-sm:min-h-16 max-sm:content-start"
      tone={TONES[status.state]}
      word={<LiveText text={status.label} />}
      busy={status.state === 'waiting'}
      sentence={
        <>
          <LiveText text={status.sentence} /> {remedy}
        </>
      }
    />
  )
}

/** The same inside a table: dot and word. */
export function IntegrationState({ status }: { status: Status }) {
  return (
    <StatusText tone={TONES[status.state]}>
      <LiveText text={status.label} />
    </StatusText>
  )
}
