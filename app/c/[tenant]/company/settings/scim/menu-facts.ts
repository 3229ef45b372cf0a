import type { IntegrationOverview } from '@/lib/integrations/integrations'
import type { Token } from '@/lib/integrations/tokens'

/** What the ⋯ menu of an integration needs to know of it. */
export type MenuFacts = {
  id: string
  name: string
  users: number
  groups: number
  isPaused: boolean
  /** The token that a rotation would begin with, when there is one. */
  rotate: string | undefined
}

export function menuFacts(integration: IntegrationOverview, tokens: readonly Token[]): MenuFacts {
  const { id, name, users, groups, pausedAt } = integration
  const live = tokens.find((token) => token.integrationId === id && token.state === 'active')
  return { id, name, users, groups, isPaused: pausedAt !== null, rotate: live?.replaces ?? live?.id }
}
