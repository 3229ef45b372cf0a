GRANT SELECT, INSERT, UPDATE, DELETE ON user_texts, directory_counts, extension_attributes TO rollcall_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON directory_count_entries TO rollcall_app;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['user_texts', 'directory_counts', 'directory_count_entries', 'extension_attributes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_only ON %I USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))',
      name
    );
  END LOOP;
  -- Not user_texts: its owner must be able to read it past the policy, see find_user_texts.
  FOREACH name IN ARRAY ARRAY['directory_counts', 'directory_count_entries', 'extension_attributes'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
--> statement-breakpoint
-- Columns are compared with patterns: more of their values in the statistics make better guesses of how many fit.
ALTER TABLE user_texts ALTER COLUMN text_key SET STATISTICS 1000;
--> statement-breakpoint
CREATE FUNCTION without_case_and_accents(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(value) = length(value) THEN lower(value)
    ELSE regexp_replace(normalize(lower(value COLLATE "und-x-icu"), NFKD), '[\u0300-\u036f]', '', 'g') END;
--> statement-breakpoint
-- What the search box looks at of a person. The name comes first, so that texts sort by it: a line feed sorts before
-- all that names are made of.
CREATE FUNCTION user_text(label_key text, user_name_key text, external_id text, emails jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN label_key || E'\n' || without_case_and_accents(
    concat_ws(E'\n', user_name_key, external_id,
      CASE WHEN jsonb_typeof(emails) = 'array'
        THEN (SELECT string_agg(e ->> 'value', E'\n') FROM jsonb_array_elements(emails) e) END));
--> statement-breakpoint
/*
 * LIKE is not leakproof, so under row-level security no index serves it: the policy has to be asked of every row
 * first. This function reads as the owner of the table, past the policy, and sets the tenant itself: by the very
 * setting that the policy compares with, so that nobody can ask it for another tenant. Without a tenant it finds
 * nothing. The patterns are planned for as they are: whether an index of trigrams helps depends on how much they
 * fit; where it does not, the tenant's texts are read by their key until there are enough.
 */
CREATE FUNCTION find_user_texts(patterns text[], most integer)
  RETURNS TABLE (user_id uuid, text_key text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000
  SET search_path = pg_catalog, public
  SET enable_seqscan = off
  SET max_parallel_workers_per_gather = 0
AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'SELECT t.user_id, t.text_key FROM public.user_texts t WHERE t.tenant_id = %L AND (%s) LIMIT %s',
    public.current_tenant(),
    (SELECT string_agg(format('t.text_key LIKE %L', pattern), ' OR ') FROM unnest(patterns) AS pattern),
    most
  );
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION find_user_texts(text[], integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_user_texts(text[], integer) TO rollcall_app;
--> statement-breakpoint
CREATE FUNCTION nobody() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN '00000000-0000-0000-0000-000000000000'::uuid;
--> statement-breakpoint
/*
 * Folds a tenant's entries into its counts. At most one transaction does so at a time; who comes second leaves it
 * to the first, and what is not folded yet is summed with the rest.
 */
CREATE FUNCTION fold_directory_counts(tenant uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended(tenant::text, 3)) THEN
    RETURN;
  END IF;
  WITH folded AS (
    DELETE FROM directory_count_entries e WHERE e.tenant_id = tenant
    RETURNING e.counted, e.of_id, e.active, e.hidden, e.count)
  INSERT INTO directory_counts AS c (tenant_id, counted, of_id, active, hidden, count)
    SELECT tenant, f.counted, f.of_id, f.active, f.hidden, sum(f.count) FROM folded f GROUP BY 2, 3, 4, 5
    ON CONFLICT (tenant_id, counted, of_id, active, hidden) DO UPDATE SET count = c.count + excluded.count;
  DELETE FROM directory_counts c WHERE c.tenant_id = tenant AND c.count = 0;
END
$$;
--> statement-breakpoint
CREATE INDEX directory_counts_empty ON directory_counts (tenant_id) WHERE count = 0;
--> statement-breakpoint
-- About one of 500 entries that a trigger adds pays for folding them; many at once are folded at once.
CREATE FUNCTION users_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
BEGIN
  INSERT INTO directory_count_entries
    SELECT n.tenant_id, 'user', coalesce(n.manager_id, nobody()), n.active, n.deleted_at IS NOT NULL, 1
    FROM came n;
  GET DIAGNOSTICS entries = ROW_COUNT;
  INSERT INTO user_texts
    SELECT n.tenant_id, n.id, user_text(n.label_key, n.user_name_key, n.external_id, n.resource -> 'emails')
    FROM came n;
  IF random() * 500 < entries THEN
    PERFORM fold_directory_counts((SELECT tenant_id FROM came LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION users_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_count_entries
    SELECT o.tenant_id, 'user', coalesce(o.manager_id, nobody()), o.active, o.deleted_at IS NOT NULL, -count(*)
    FROM went o GROUP BY 1, 3, 4, 5;
  DELETE FROM user_texts t USING went o WHERE t.tenant_id = o.tenant_id AND t.user_id = o.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION user_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_count_entries VALUES
    (old.tenant_id, 'user', coalesce(old.manager_id, nobody()), old.active, old.deleted_at IS NOT NULL, -1),
    (new.tenant_id, 'user', coalesce(new.manager_id, nobody()), new.active, new.deleted_at IS NOT NULL, 1);
  IF random() * 250 < 1 THEN
    PERFORM fold_directory_counts(new.tenant_id);
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION user_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE user_texts t
    SET text_key = user_text(new.label_key, new.user_name_key, new.external_id, new.resource -> 'emails')
    WHERE t.tenant_id = new.tenant_id AND t.user_id = new.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION groups_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_count_entries
    SELECT n.tenant_id, 'group', coalesce(n.manager_id, nobody()), true, false, count(*) FROM came n GROUP BY 1, 3;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION groups_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_count_entries
    SELECT o.tenant_id, 'group', coalesce(o.manager_id, nobody()), true, false, -count(*) FROM went o GROUP BY 1, 3;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION group_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_count_entries VALUES
    (old.tenant_id, 'group', coalesce(old.manager_id, nobody()), true, false, -1),
    (new.tenant_id, 'group', coalesce(new.manager_id, nobody()), true, false, 1);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION members_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
BEGIN
  INSERT INTO directory_count_entries
    SELECT n.tenant_id, 'member', n.group_id, true, false, 1 FROM came n;
  GET DIAGNOSTICS entries = ROW_COUNT;
  IF random() * 500 < entries THEN
    PERFORM fold_directory_counts((SELECT tenant_id FROM came LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION members_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_count_entries
    SELECT o.tenant_id, 'member', o.group_id, true, false, -count(*) FROM went o GROUP BY 1, 3;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER came AFTER INSERT ON users REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION users_came();
--> statement-breakpoint
CREATE TRIGGER went AFTER DELETE ON users REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION users_went();
--> statement-breakpoint
CREATE TRIGGER moved AFTER UPDATE ON users FOR EACH ROW
  WHEN (old.manager_id IS DISTINCT FROM new.manager_id OR old.active <> new.active
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL))
  EXECUTE FUNCTION user_moved();
--> statement-breakpoint
CREATE TRIGGER renamed AFTER UPDATE ON users FOR EACH ROW
  WHEN (old.label_key <> new.label_key OR old.user_name_key <> new.user_name_key
    OR old.external_id IS DISTINCT FROM new.external_id
    OR old.resource -> 'emails' IS DISTINCT FROM new.resource -> 'emails')
  EXECUTE FUNCTION user_renamed();
--> statement-breakpoint
CREATE TRIGGER came AFTER INSERT ON groups REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION groups_came();
--> statement-breakpoint
CREATE TRIGGER went AFTER DELETE ON groups REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION groups_went();
--> statement-breakpoint
CREATE TRIGGER moved AFTER UPDATE ON groups FOR EACH ROW
  WHEN (old.manager_id IS DISTINCT FROM new.manager_id) EXECUTE FUNCTION group_moved();
--> statement-breakpoint
CREATE TRIGGER came AFTER INSERT ON group_members REFERENCING NEW TABLE AS came
  FOR EACH STATEMENT EXECUTE FUNCTION members_came();
--> statement-breakpoint
CREATE TRIGGER went AFTER DELETE ON group_members REFERENCING OLD TABLE AS went
  FOR EACH STATEMENT EXECUTE FUNCTION members_went();
--> statement-breakpoint
-- What is there already, tenant by tenant: the owner is under the policies too.
DO $$
DECLARE
  tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM tenants LOOP
    PERFORM set_config('app.tenant_id', tenant::text, true);
    INSERT INTO user_texts
      SELECT u.tenant_id, u.id, user_text(u.label_key, u.user_name_key, u.external_id, u.resource -> 'emails')
      FROM users u WHERE u.tenant_id = tenant;
    INSERT INTO directory_counts
      SELECT tenant, 'user', coalesce(u.manager_id, nobody()), u.active, u.deleted_at IS NOT NULL, count(*)
      FROM users u WHERE u.tenant_id = tenant GROUP BY 3, 4, 5;
    INSERT INTO directory_counts
      SELECT tenant, 'group', coalesce(g.manager_id, nobody()), true, false, count(*)
      FROM groups g WHERE g.tenant_id = tenant GROUP BY 3;
    INSERT INTO directory_counts
      SELECT tenant, 'member', m.group_id, true, false, count(*)
      FROM group_members m WHERE m.tenant_id = tenant GROUP BY 3;
    INSERT INTO extension_attributes
      SELECT DISTINCT tenant, coalesce(r.manager_id, nobody()), r.type, x.urn, a.name, coalesce(s.sub, ''),
        jsonb_typeof(a.value) = 'array', jsonb_typeof(coalesce(s.value, e.value))
      FROM (SELECT 'User' AS type, u.manager_id, u.resource FROM users u WHERE u.tenant_id = tenant
            UNION ALL
            SELECT 'Group', g.manager_id, g.resource FROM groups g WHERE g.tenant_id = tenant) r
        CROSS JOIN LATERAL jsonb_each(r.resource) x(urn, value)
        CROSS JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(x.value) = 'object' THEN x.value ELSE '{}' END) a(name, value)
        CROSS JOIN LATERAL jsonb_array_elements(
          CASE WHEN jsonb_typeof(a.value) = 'array' THEN a.value ELSE jsonb_build_array(a.value) END) e(value)
        LEFT JOIN LATERAL jsonb_each(CASE WHEN jsonb_typeof(e.value) = 'object' THEN e.value ELSE '{}' END) s(sub, value) ON true
      WHERE lower(x.urn) LIKE 'urn:%'
        AND lower(x.urn) <> 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user';
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true);
END
$$;
