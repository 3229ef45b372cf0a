import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, moment, tenantId } from './columns'
import type { Deletion } from './restores'
import type { Rules } from './rules'

/** Facts about the whole installation, such as the fingerprint of the one-time setup code. */
export const installation = pgTable('installation', {
  key: text('key').primaryKey(),
  value: jsonb('value').$type<unknown>().notNull(),
})

export const tenants = pgTable('tenants', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique('tenants_slug_taken'),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  requestLogDays: integer('request_log_days').notNull().default(90),
  /** For how long its integrations keep theirs, where that is their own: what is dropped for all looks here. */
  integrationLogDays: integer('integration_log_days').array().notNull().default(sql`'{}'::integer[]`),
  /** Days that the audit log is kept, at least 365; null keeps it for ever. */
  auditKeepDays: integer('audit_keep_days'),
  /** Auditors read addresses and numbers of people with most of them left out. */
  masksForAuditors: boolean('masks_for_auditors').notNull().default(false),
  /** Minutes without an activity after which members sign in again. */
  sessionIdleMinutes: integer('session_idle_minutes').notNull().default(30),
  /** Hours after which members sign in again in any case. */
  sessionHours: integer('session_hours').notNull().default(12),
  /** IP addresses and ranges from which members may use its console; none means from everywhere. */
  consoleAddresses: text('console_addresses').array().notNull().default([]),
  /** When an Owner deleted it: from then on it is there for nobody, and for a week it can be restored. */
  deletedAt: moment('deleted_at'),
  deletedBy: text('deleted_by'),
  /** When everything of it was removed. The row stays, because a slug never changes hands. */
  purgedAt: moment('purged_at'),
})

/** Accounts of the console. A person may belong to several tenants. */
export const people = pgTable('people', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  emailKey: text('email_key').notNull().unique('people_email_taken'),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** Sessions issued before this moment are no longer honoured. */
  sessionsValidFrom: moment('sessions_valid_from').notNull().defaultNow(),
  /** How they like the console: lib/account knows what holds where nothing is set. */
  preferences: jsonb('preferences').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
})

export type Role = 'owner' | 'admin' | 'operator' | 'auditor'

export const memberships = pgTable(
  'memberships',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastVisitedAt: moment('last_visited_at'),
    /** Sessions that began before this moment are no longer honoured in this company. */
    sessionsValidFrom: moment('sessions_valid_from'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.personId] }), index('memberships_by_person').on(t.personId)],
)

/** A link that lets one person into a company. Open until it ends, one way or another, or expires. */
export const invitations = pgTable(
  'invitations',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    email: text('email').notNull(),
    emailKey: text('email_key').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** SHA-256 of the link's secret. The link itself is never kept. */
    hash: bytea('hash').notNull(),
    invitedById: uuid('invited_by_id'),
    invitedBy: text('invited_by').notNull(),
    invitedByEmail: text('invited_by_email'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    endedAs: text('ended_as').$type<InvitationEnd>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('invitations_open_once').on(t.tenantId, t.emailKey).where(sql`ended_at is null`),
    uniqueIndex('invitations_by_hash').on(t.tenantId, t.hash),
  ],
)

export type InvitationEnd = 'accepted' | 'declined' | 'revoked'

export type Provider = 'okta' | 'entra' | 'google' | 'onelogin' | 'jumpcloud' | 'pingone' | 'other'

/** The kind of app that was chosen, and the steps that somebody marked as done. */
export type GuideState = { flavour?: string; done?: string[] }

export const integrations = pgTable(
  'integrations',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    provider: text('provider').$type<Provider>().notNull(),
    groupSync: boolean('group_sync').notNull().default(false),
    pausedAt: moment('paused_at'),
    pausedBy: text('paused_by'),
    /** Settings that later columns do not need to be searched by; see design §5. */
    rules: jsonb('rules').$type<Partial<Rules>>().notNull().default({}),
    /** How long its requests are kept; null: as long as the company's. */
    requestLogDays: integer('request_log_days'),
    /** How far somebody has come with the guide; decides nothing. */
    guide: jsonb('guide').$type<GuideState>().notNull().default({}),
    /** Made for a moment by “Send a test from here”, and shown nowhere. */
    isTest: boolean('is_test').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
    /** When an Owner deleted it: from then on the policy shows it to nobody who does not ask for what is deleted. */
    deletedAt: moment('deleted_at'),
    /** How it was deleted, kept until it is purged, or until a week after it was brought back. */
    deletion: jsonb('deletion').$type<Deletion>(),
    /** What people and groups refer to: a deleted integration can manage nobody, whoever writes at that moment. */
    liveId: uuid('live_id').generatedAlwaysAs(sql`case when deleted_at is null then id end`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('integrations_name_taken').on(t.tenantId, t.nameKey).where(sql`deleted_at is null`),
    unique('integrations_live').on(t.tenantId, t.liveId),
  ],
)

export type Scope = 'users.read' | 'users.write' | 'groups.read' | 'groups.write'

export const tokens = pgTable(
  'tokens',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    integrationId: uuid('integration_id').notNull(),
    name: text('name').notNull(),
    /** The public part of the token: says which row it is, proves nothing. */
    credentialId: text('credential_id').notNull(),
    /** SHA-256 of the whole token. The token itself is never kept. */
    hash: bytea('hash').notNull(),
    /** The last four characters, so that people can tell tokens apart. */
    hint: text('hint').notNull(),
    scopes: text('scopes').array().$type<Scope[]>().notNull(),
    /** IP addresses and ranges that it may be used from; none means everywhere. Those of its integration hold beside them. */
    allowedAddresses: text('allowed_addresses').array().notNull().default([]),
    createdAt: moment('created_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
    revokedBy: text('revoked_by'),
    /** The token that this one is to take the place of, while they are being rotated. */
    replaces: uuid('replaces'),
    /** Who let a rotated token end by itself: at `expires_at`, which was brought forward for it. */
    retiredBy: text('retired_by'),
    /** When history was told that it had ended by itself. */
    expiryToldAt: moment('expiry_told_at'),
    lastUsedAt: moment('last_used_at'),
    lastUsedAddress: text('last_used_address'),
    lastUsedUserAgent: text('last_used_user_agent'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('tokens_credential_taken').on(t.tenantId, t.credentialId),
    index('tokens_by_integration').on(t.tenantId, t.integrationId),
    foreignKey({
      name: 'tokens_integration',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }).onDelete('cascade'),
  ],
)

/**
 * Links for an outside administrator who has no account here. The slug in front of the link names the tenant,
 * so a row is looked for under it, as tokens are; the link and its code are kept as fingerprints only.
 */
export const setupLinks = pgTable(
  'setup_links',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    integrationId: uuid('integration_id').notNull(),
    /** The public part of the link: says which row it is, proves nothing. */
    key: text('key').notNull(),
    /** SHA-256 of the whole link. */
    hash: bytea('hash').notNull(),
    /** SHA-256 of the link and the six digits: worth nothing to who has not the link. */
    codeHash: bytea('code_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    revokedBy: text('revoked_by'),
    /** When the token was shown through it, which happens once. */
    revealedAt: moment('revealed_at'),
    wrongCodes: integer('wrong_codes').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('setup_links_key_taken').on(t.tenantId, t.key),
    index('setup_links_by_integration').on(t.tenantId, t.integrationId),
    foreignKey({
      name: 'setup_links_integration',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }).onDelete('cascade'),
  ],
)

/** Counters of the rate limiter (sign-in, setup code); keys are hashes, rows expire. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull().default(0),
    expire: bigint('expire', { mode: 'number' }),
  },
  (t) => [index('rate_limits_expire').on(t.expire).where(sql`expire is not null`)],
)
