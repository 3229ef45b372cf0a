import { Fragment } from 'react'
import { dayOf } from '@/components/ui/relative'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusPill, StatusText, type StatusTone } from '@/components/ui/status-pill'
import type { Sentence, Status, StatusState } from '@/lib/integrations/status'

const TONES: Record<StatusState, StatusTone> = {
  waiting: 'info',
  verified: 'info',
  connected: 'ok',
  attention: 'warn',
  rejected: 'err',
  expired: 'err',
  paused: 'neutral',
  quiet: 'neutral',
}

/** How an integration is doing: dot, word and sentence. */
export function IntegrationStatus({ status }: { status: Status }) {
  return (
    <StatusPill
      tone={TONES[status.state]}
      word={status.label}
      busy={status.state === 'waiting'}
      sentence={<SentenceText sentence={status.sentence} />}
    />
  )
}

/** The same inside a table: dot and word. */
export function IntegrationState({ status }: { status: Status }) {
  return <StatusText tone={TONES[status.state]}>{status.label}</StatusText>
}

/** A sentence of the server whose times keep counting. */
export function SentenceText({ sentence }: { sentence: Sentence }) {
  return sentence.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
    <Fragment key={index}>
      {typeof part === 'string' ? (
        part
      ) : 'ago' in part ? (
        <RelativeTime at={part.ago.toISOString()} />
      ) : (
        dayOf(part.day.getTime())
      )}
    </Fragment>
  ))
}
