import type { Database, Tx } from '@/db/client'
import type { Rules } from '@/db/schema/rules'
import type { JsonObject } from '@/lib/scim'
import type { Permission } from './permissions'

/** One thing that a write did. `before` and `after` hold only the attributes that differ, and never a secret. */
export type Change = {
  readonly action: string
  readonly label: string
  readonly userId?: string | undefined
  readonly groupId?: string | undefined
  /** The integration that the change is about; unset, the one that makes it, if one does. */
  readonly integrationId?: string
  readonly before?: JsonObject | undefined
  readonly after?: JsonObject | undefined
}

type Person = {
  readonly kind: 'person'
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly address?: string
  readonly userAgent?: string
  /** The console's request in which they act. */
  readonly requestId?: string
}

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
      /** Who applies a refused call of the integration again: history names them in its place. */
      readonly by?: Person
    }
  | Person
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
  /** Of a person: until when it counts that they proved it is them, in milliseconds since 1970. Unset: it never did. */
  readonly provenUntil?: number
  /** Of an actor who is only presumed: whether they are still who they were. Without it a write is not committed. */
  readonly isAsPresumed?: ((tx: Tx) => Promise<boolean>) | undefined
  /** Looks at what a write has changed before it is committed; what it throws takes the write back. */
  readonly beforeCommit?: (tx: Tx, changes: readonly Change[]) => Promise<void>
}
