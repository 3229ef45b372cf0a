import type { Database, Lookup, Presumption, Statement, Tx } from '../client'
import { lookUp } from '../lookups'
import type { Rules } from '../schema/rules'
import type { Provider, Scope } from '../schema/tenancy'

/** A token with the integration it belongs to: all that decides whether a SCIM call may go on. */
export type CredentialRow = {
  tokenId: string
  tokenName: string
  hash: Buffer
  hint: string
  scopes: Scope[]
  allowedAddresses: string[]
  expiresAt: Date | null
  revokedAt: Date | null
  integrationId: string
  integrationName: string
  provider: Provider
  groupSync: boolean
  rules: Partial<Rules>
  pausedAt: Date | null
  /** The integration was deleted, which nobody sees any more: of it there is nothing but its id here. */
  isOfDeleted: boolean
}

/** What is read of a credential: its stamp, and the whole of it where the stamp is another one than was sent. */
type Stamped = { stamp: string; credential: Stored | null }
/** A credential as JSON. */
type Stored = Omit<CredentialRow, 'hash' | Instant> & { hash: string } & Record<Instant, string | null>
type Instant = 'expiresAt' | 'revokedAt' | 'pausedAt'

const STAMP = `concat_ws(' ', t.ctid, t.xmin, i.ctid, i.xmin)`

/** The rows that a stamp is made of; one at most for each credential, whose id is unique. */
const STAMPED = `tokens t left join integrations i on i.tenant_id = t.tenant_id and i.id = t.integration_id
  where t.tenant_id = $1 and exists (select from tenants c where c.id = $1 and c.deleted_at is null)`

const ASKED = `from unnest($2::text[], $3::text[]) with ordinality as k(credential_id, stamp, place), ${STAMPED}
  and t.credential_id = k.credential_id`

/**
 * Asked with a credential id and the stamp it was read under: the credential of this tenant with this id; one of
 * another tenant is not found. The stamp is the place and the writer of both rows, so each change of them gives
 * another one (PostgreSQL, “System Columns”).
 */
const CREDENTIAL: Lookup<Stamped> = {
  name: 'look_up_credential',
  text: `select k.place::int, ${STAMP} as stamp, case when ${STAMP} is distinct from k.stamp then jsonb_build_object(
           'tokenId', t.id, 'tokenName', t.name, 'hash', encode(t.hash, 'base64'), 'hint', t.hint, 'scopes', t.scopes,
           'allowedAddresses', t.allowed_addresses,
           'expiresAt', t.expires_at, 'revokedAt', t.revoked_at, 'integrationId', t.integration_id,
           'integrationName', coalesce(i.name, ''), 'provider', coalesce(i.provider, 'other'),
           'groupSync', coalesce(i.group_sync, false), 'rules', coalesce(i.rules, '{}'), 'pausedAt', i.paused_at,
           'isOfDeleted', i.id is null) end as credential
         ${ASKED}`,
}

const OF_MANY = `${ASKED} and ${STAMP} = k.stamp`
const OF_ONE = `from ${STAMPED} and t.credential_id = $2 and ${STAMP} = $3`

/** Asked with a credential id and the stamp it was read under: a row where that is its stamp still. */
const CONFIRM: Lookup<object> = {
  name: 'confirm_credentials',
  text: `select k.place::int ${OF_MANY}`,
  one: { name: 'confirm_credential', text: `select 1 as place ${OF_ONE}` },
}

/** Fails unless that is its stamp still. The comment is for who finds the failure in PostgreSQL's log. */
const AS_IT_WAS: Presumption = {
  name: 'presume_credentials',
  text: `/* by intention: a changed token is asked for again */
         select 1 / (count(*) = cardinality($2::text[]))::int ${OF_MANY}`,
  one: {
    name: 'presume_credential',
    text: `/* by intention: a changed token is asked for again */ select 1 / count(*)::int ${OF_ONE}`,
  },
}

/** The credentials that were found last, by tenant and id. None is believed before the database has confirmed it. */
const KNOWN = new WeakMap<Database, Map<string, { stamp: string; row: CredentialRow }>>()
const MOST_KNOWN = 10_000

/** A credential that is looked for: what it was when it was found last, and what it is now. */
export type FoundCredential = {
  readonly presumed: CredentialRow | undefined
  /** What it is now; the very same object as `presumed` where nothing has changed. */
  read(): Promise<CredentialRow | undefined>
  /**
   * Whether it is as presumed, asked in a transaction that writes, or together with what other calls ask. In one that
   * presumes, true: it fails otherwise.
   */
  isAsPresumed(tx?: Tx): Promise<boolean>
}

/** A credential by its id, asked together with what other calls ask. */
export function lookUpCredential(db: Database, tenantId: string, credentialId: string): FoundCredential {
  const known = KNOWN.get(db) ?? new Map<string, { stamp: string; row: CredentialRow }>()
  KNOWN.set(db, known)
  const key = `${tenantId} ${credentialId}`
  const last = known.get(key)
  const question = [credentialId, last?.stamp ?? null]
  return {
    presumed: last?.row,
    async read() {
      const found = await lookUp(db, tenantId, CREDENTIAL, question)
      if (!found?.credential) return found && last?.row
      const row = readStored(found.credential)
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(key, { stamp: found.stamp, row })
      return row
    },
    async isAsPresumed(tx) {
      if (!last) return false
      if (tx?.presumes) {
        tx.presume(AS_IT_WAS, tenantId, question)
        return true
      }
      const find = tx ? tx.find(CONFIRM, tenantId, question) : lookUp(db, tenantId, CONFIRM, question)
      return (await find) !== undefined
    },
  }
}

function readStored(stored: Stored): CredentialRow {
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  return {
    ...stored,
    hash: Buffer.from(stored.hash, 'base64'),
    expiresAt: instant(stored.expiresAt),
    revokedAt: instant(stored.revokedAt),
    pausedAt: instant(stored.pausedAt),
  }
}

const TOUCH: Statement = {
  name: 'touch_tokens',
  text: `update tokens t set last_used_at = u.at, last_used_address = u.address, last_used_user_agent = u.user_agent
         from jsonb_to_recordset($2::jsonb) as u(id uuid, at timestamptz, address text, user_agent text)
         where t.tenant_id = $1 and t.id = u.id
           and (t.last_used_at is null or t.last_used_at < u.at - interval '1 minute')`,
}

const TENANT_BY_SLUG: Statement = {
  name: 'tenant_by_slug',
  text: 'select id, slug, name from tenants where slug = $1 and deleted_at is null',
}

export type TenantRow = { id: string; slug: string; name: string }

/** The tenant that an address names: one of the two questions that are asked before the tenant is known. */
export async function selectTenantBySlug(tx: Tx, slug: string): Promise<TenantRow | undefined> {
  const [row] = await tx.run<TenantRow>(TENANT_BY_SLUG, [slug])
  return row
}

export type TokenUse = { id: string; at: Date; address: string | null; userAgent: string | null }

/** Notes when tokens were last used, each at most once a minute. */
export async function touchTokens(tx: Tx, tenantId: string, uses: readonly TokenUse[]): Promise<void> {
  const records = uses.map(({ id, at, address, userAgent }) => ({ id, at, address, user_agent: userAgent }))
  await tx.run(TOUCH, [tenantId, JSON.stringify(records)])
}
