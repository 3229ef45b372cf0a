import { Check } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time.client'
import type { IntegrationOverview } from '@/lib/integrations/integrations'

/** What has been seen to work so far; each line ticks by itself. */
export function Proof({ integration, provider }: { integration: IntegrationOverview; provider: string }) {
  const { verified, users, groups, groupSync, lastRequestAt } = integration
  const lines = [
    {
      done: verified,
      text: verified ? `${provider} verified the credentials.` : 'A call with the token arrives.',
    },
    {
      done: users > 0,
      text:
        users > 0
          ? `${users === 1 ? 'One person has' : `${users} people have`} arrived.`
          : 'A person arrives.',
    },
    ...(groupSync
      ? [
          {
            done: groups > 0,
            text:
              groups > 0
                ? `${groups === 1 ? 'One group has' : `${groups} groups have`} arrived.`
                : 'A group arrives.',
          },
        ]
      : []),
  ]
  return (
    <Card
      title="What we have seen"
      description={
        lastRequestAt ? (
          <>
            Last request <RelativeTime at={lastRequestAt.toISOString()} />
          </>
        ) : (
          'Leave this page open; it ticks as calls come in.'
        )
      }
    >
      <ul aria-live="polite" className="flex flex-col gap-2 text-cell">
        {lines.map((line) => (
          <li key={line.text} className="flex items-center gap-2.5">
            <span
              className={cn(
                'flex size-5 shrink-0 items-center justify-center rounded-full',
                line.done ? 'bg-ok-bg text-ok-fg' : 'border border-border-strong border-dashed',
              )}
            >
              {line.done && <Check role="img" aria-label="Done:" className="size-3.5" />}
            </span>
            <span className={line.done ? undefined : 'text-fg-2'}>{line.text}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
