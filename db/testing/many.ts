import { sql, type Tx } from '../client'

/** People and groups made by the set, with ids in the order of creation as UUIDv7 has them; `members` in each group. */
export async function fillDirectory(
  tx: Tx,
  of: { tenantId: string; integrationId: string; people: number; groups: number; members: number },
): Promise<void> {
  const { tenantId, integrationId, people, groups, members } = of
  const id = (kind: string) =>
    sql`(lpad(to_hex(1700000000000 + n), 12, '0') || ${kind}::text || lpad(to_hex(n), 12, '0') || '00000')::uuid`
  await tx.select(sql`
    insert into integrations (tenant_id, id, name, name_key, provider, group_sync, created_by)
    values (${tenantId}, ${integrationId}, 'Corporate Okta', 'corporate okta', 'okta', true, 'Tests')`)
  await tx.select(sql`
    insert into users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active, display_name_key,
      label, label_key, email, resource, version, created_at, modified_at)
    select ${tenantId}, ${id('7a1')}, ${integrationId}, 'P' || n || '@acme.example', 'p' || n || '@acme.example', 'x' || n,
      n % 10 > 0, 'person ' || n, 'Person ' || n, 'person ' || n, 'p' || n || '@acme.example',
      jsonb_build_object('schemas', jsonb_build_array('urn:ietf:params:scim:schemas:core:2.0:User'),
        'userName', 'P' || n || '@acme.example', 'displayName', 'Person ' || n, 'externalId', 'x' || n,
        'emails', jsonb_build_array(jsonb_build_object('value', 'p' || n || '@acme.example', 'type', 'work'))),
      1, timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01' + n * interval '1 minute'
    from generate_series(1, ${people}::int) n`)
  await tx.select(sql`
    insert into user_emails (tenant_id, user_id, position, value_key)
    select tenant_id, id, 1, user_name_key from users`)
  await tx.select(sql`
    insert into groups (tenant_id, id, manager_id, display_name, display_name_key, external_id, resource, version,
      created_at, modified_at)
    select ${tenantId}, ${id('7a2')}, ${integrationId}, 'Group ' || n, 'group ' || n, 'g' || n,
      jsonb_build_object('displayName', 'Group ' || n), 1,
      timestamptz '2026-01-01' + n * interval '1 hour', timestamptz '2026-01-01' + n * interval '1 hour'
    from generate_series(1, ${groups}::int) n`)
  await tx.select(sql`
    insert into group_members (tenant_id, group_id, user_id, added_at)
    select ${tenantId}, g.id, u.id, now()
    from (select id, row_number() over (order by id) as n from groups) g
    join (select id, row_number() over (order by id) as n from users) u
      on u.n between g.n * ${members}::int - ${members - 1}::int and g.n * ${members}::int`)
}
