import { CircleHelp } from 'lucide-react'
import type { Provider } from '@/lib/integrations/choices'

/** Letters instead of logos, which belong to others. */
const LETTERS: Record<Exclude<Provider, 'other'>, string> = {
  okta: 'O',
  entra: 'E',
  google: 'G',
  onelogin: '1',
  jumpcloud: 'J',
  pingone: 'P',
}

/** A small mark that tells one provider from the others at a glance; its name stands beside it. */
export function ProviderMark({ provider }: { provider: Provider }) {
  return (
    <span
      aria-hidden
      className="flex size-6 shrink-0 items-center justify-center rounded-tag bg-subtle font-medium text-fg-2 text-meta"
    >
      {provider === 'other' ? <CircleHelp className="size-4" /> : LETTERS[provider]}
    </span>
  )
}
