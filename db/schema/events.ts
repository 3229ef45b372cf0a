import { sql } from 'drizzle-orm'
import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/lib/scim'
import { bytea, moment, tenantId } from './columns'
import { tenants } from './tenancy'

export type ActorKind = 'integration' | 'person' | 'system'

/** Who came, came back and went. Queries say it in these words, or their index does not serve them. */
export const MOVEMENTS = `action in ('user.created', 'user.reactivated', 'user.restored', 'user.deactivated', 'user.deleted')`

/**
 * Append-only history, written in the transaction of the change itself; it outlives what it tells of, so
 * it references nothing. It is also the outbox.
 */
export const changes = pgTable(
  'changes',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    actorId: uuid('actor_id'),
    /** What the actor was called then. */
    actorName: text('actor_name').notNull(),
    requestId: uuid('request_id'),
    /** `user.created`, `member.added`, `integration.paused` …: noun and past participle. */
    action: text('action').notNull(),
    userId: uuid('user_id'),
    groupId: uuid('group_id'),
    integrationId: uuid('integration_id'),
    /** What the subject was called then. */
    label: text('label').notNull(),
    /** Only the attributes that differ; null where there was no before or is no after. */
    before: jsonb('before').$type<JsonObject>(),
    after: jsonb('after').$type<JsonObject>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('changes_by_user').on(t.tenantId, t.userId, t.id).where(sql`user_id is not null`),
    index('changes_by_group').on(t.tenantId, t.groupId, t.id).where(sql`group_id is not null`),
    index('changes_by_integration')
      .on(t.tenantId, t.integrationId, t.id)
      .where(sql`integration_id is not null`),
    // What the guard against mass changes counts: the losses of the last minutes, whatever else has happened in them.
    index('changes_of_lost_people')
      .on(t.tenantId, t.integrationId, t.id)
      .where(sql`actor_kind = 'integration' and action in ('user.deactivated', 'user.kept', 'user.deleted')`),
    index('changes_of_lost_members')
      .on(t.tenantId, t.integrationId, t.id, t.groupId)
      .where(sql`actor_kind = 'integration' and action = 'member.removed'`),
    // What is reported of joiners and leavers, whatever else has happened in the period.
    index('changes_of_movements').on(t.tenantId, t.id).where(sql.raw(MOVEMENTS)),
    // Who was made and removed to test a connection never came nor went.
    index('changes_of_tests').on(t.tenantId).where(sql`action = 'integration.tested'`),
    // Who is gone is looked for by what they were called.
    index('changes_of_deleted_users')
      .on(t.tenantId, sql`lower(before ->> 'userName')`, t.id)
      .where(sql`action = 'user.deleted'`),
  ],
)

/** The last calls of an integration, kept beside the log so that nobody has to look for them through its days. */
export const lastCalls = pgTable(
  'last_calls',
  {
    tenantId: tenantId(),
    integrationId: uuid('integration_id').notNull(),
    /** The last call whose token was accepted. */
    seenAt: moment('seen_at'),
    /** The last three calls, the newest first. */
    recent: jsonb('recent')
      .$type<{ at: string; refusal: string | null; tokenId: string | null }[]>()
      .notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.integrationId] })],
)

/** Writes, and reads that went wrong. Queries say it in these words, or their index does not serve them. */
export const NOTABLE = `(method <> 'GET' and right(path, 8) <> '/.search') or status >= 400`

/** Every SCIM request, rejected ones too. Partitioned by day of `at`; bodies are redacted before they come here. */
export const requests = pgTable(
  'requests',
  {
    tenantId: tenantId(),
    at: moment('at').notNull(),
    id: uuid('id').notNull(),
    /** Whose call it was; null when only the tenant of the URL is known. */
    integrationId: uuid('integration_id'),
    tokenId: uuid('token_id'),
    method: text('method').notNull(),
    path: text('path').notNull(),
    query: text('query').notNull(),
    status: integer('status').notNull(),
    scimType: text('scim_type'),
    /** The error's `detail`, as the identity provider saw it. */
    detail: text('detail'),
    /** Why a credential was refused: `missing`, `foreign`, `truncated`, `mismatch`, `revoked`, `expired`, `deleted`. */
    refusal: text('refusal'),
    durationMicroseconds: integer('duration_microseconds').notNull(),
    address: text('address'),
    userAgent: text('user_agent'),
    /** What the request was about, when it named or made a resource. */
    resourceId: uuid('resource_id'),
    /** The headers worth knowing, by lower-case name; a credential by its scheme alone. */
    headers: jsonb('headers').$type<Record<string, string>>(),
    requestBody: text('request_body'),
    responseBody: text('response_body'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.at, t.id] }),
    index('requests_by_integration').on(t.tenantId, t.integrationId, t.at),
    // Most calls are reads that went well: what people look for is beside them, in indexes that they do not enter.
    index('requests_notable').on(t.tenantId, t.integrationId, t.at).where(sql.raw(NOTABLE)),
    index('requests_failed').on(t.tenantId, t.integrationId, t.at).where(sql`status >= 400`),
    index('requests_by_reference').on(t.tenantId, sql`right(id::text, 8)`).where(sql`status >= 400`),
    index('requests_by_resource')
      .on(t.tenantId, t.resourceId, t.at)
      .where(sql.raw(`resource_id is not null and (${NOTABLE})`)),
  ],
)

/** How many calls came in each five minutes: what charts and counts are made of, so that neither reads the log. */
export const requestCounts = pgTable(
  'request_counts',
  {
    tenantId: tenantId(),
    integrationId: uuid('integration_id').notNull(),
    /** The start of the five minutes. */
    at: moment('at').notNull(),
    /** `read`, `write`: it went well. `failed`, `refused`: it did not. */
    result: text('result').notNull(),
    requests: integer('requests').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.integrationId, t.at, t.result] })],
)

/** What people and the system did in the console. Each row's hash covers the row before it. */
export const auditLog = pgTable(
  'audit_log',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    position: bigint('position', { mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    actorKind: text('actor_kind').$type<ActorKind>().notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    before: jsonb('before').$type<JsonObject>(),
    after: jsonb('after').$type<JsonObject>(),
    address: text('address'),
    userAgent: text('user_agent'),
    /** The console's request in which it was done. */
    requestId: uuid('request_id'),
    previousHash: bytea('previous_hash'),
    hash: bytea('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.position] }),
    index('audit_log_by_actor').on(t.tenantId, t.actorName, t.position),
    index('audit_log_by_action').on(t.tenantId, t.action, t.position),
    index('audit_log_by_time').on(t.tenantId, t.at),
  ],
)

/** How large the directory was when a day began (UTC). Nobody changes it while no process runs. */
export const directoryDays = pgTable(
  'directory_days',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    day: date('day').notNull(),
    users: integer('users').notNull(),
    activeUsers: integer('active_users').notNull(),
    groups: integer('groups').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day] })],
)
