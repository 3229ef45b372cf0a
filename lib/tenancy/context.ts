import type { Database, Tx } from '@/db/client'
import type { Rules } from '@/db/schema/rules'
import type { Permission } from './permissions'

/** Who acts. History names them as they were called at the time. */
export type Actor =
  | {
      readonly kind: 'integration'
      readonly integrationId: string
      readonly name: string
      /** The switch “Synchronize groups with Identity Management Platform”. */
      readonly groupSync: boolean
      readonly rules: Rules
      /** What it calls with, and from where that may be used. */
      readonly token: {
        readonly id: string
        readonly name: string
        readonly hint: string
        readonly allowedAddresses: readonly string[]
      }
      readonly requestId: string
    }
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly name: string
      readonly email: string
      readonly address?: string
      readonly userAgent?: string
      /** The console's request in which they act. */
      readonly requestId?: string
    }
  | { readonly kind: 'system'; readonly name: string }

/**
 * What every verb takes first: the tenant, who acts, and what they may do. It is built at the door from a
 * session or a token and never received from a caller.
 */
export type Ctx = {
  readonly db: Database
  readonly tenantId: string
  readonly tenantSlug: string
  readonly tenantName: string
  readonly actor: Actor
  readonly permissions: ReadonlySet<Permission>
  /** Of an actor who is only presumed: whether they are still who they were. Without it a write is not committed. */
  readonly isAsPresumed?: ((tx: Tx) => Promise<boolean>) | undefined
}
