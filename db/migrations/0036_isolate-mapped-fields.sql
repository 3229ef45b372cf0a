GRANT SELECT, INSERT, UPDATE, DELETE ON mapping_runs TO rollcall_app;
--> statement-breakpoint
ALTER TABLE mapping_runs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE mapping_runs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON mapping_runs
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
-- An address that a mapping takes from elsewhere is found as those are that stand in their usual place.
CREATE FUNCTION searched_emails(resource jsonb, mapped jsonb, email text) RETURNS jsonb
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN mapped IS NULL OR email IS NULL THEN resource -> 'emails'
    ELSE coalesce(resource -> 'emails', '[]') || jsonb_build_array(jsonb_build_object('value', email)) END;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION users_came() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
BEGIN
  INSERT INTO directory_count_entries
    SELECT n.tenant_id, 'user', coalesce(n.manager_id, nobody()), n.active, n.deleted_at IS NOT NULL, 1
    FROM came n;
  GET DIAGNOSTICS entries = ROW_COUNT;
  INSERT INTO user_texts
    SELECT n.tenant_id, n.id,
      user_text(n.label_key, n.user_name_key, n.external_id, searched_emails(n.resource, n.mapped, n.email))
    FROM came n;
  IF random() * 500 < entries THEN
    PERFORM fold_directory_counts((SELECT tenant_id FROM came LIMIT 1));
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION user_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE user_texts t
    SET text_key =
      user_text(new.label_key, new.user_name_key, new.external_id, searched_emails(new.resource, new.mapped, new.email))
    WHERE t.tenant_id = new.tenant_id AND t.user_id = new.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
DROP TRIGGER renamed ON users;
--> statement-breakpoint
CREATE TRIGGER renamed AFTER UPDATE ON users FOR EACH ROW
  WHEN (old.label_key <> new.label_key OR old.user_name_key <> new.user_name_key
    OR old.external_id IS DISTINCT FROM new.external_id
    OR old.resource -> 'emails' IS DISTINCT FROM new.resource -> 'emails'
    OR (old.mapped IS NULL) <> (new.mapped IS NULL)
    OR new.mapped IS NOT NULL AND old.email IS DISTINCT FROM new.email)
  EXECUTE FUNCTION user_renamed();
--> statement-breakpoint
-- Of a deleted company these rows go too.
CREATE OR REPLACE FUNCTION purge_company(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tenant uuid := public.current_tenant();
  name text;
  gone integer;
BEGIN
  PERFORM 1 FROM tenants t
    WHERE t.id = tenant AND t.purged_at IS NULL AND t.deleted_at <= now() - interval '7 days' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  DELETE FROM requests r USING (
    SELECT o.at, o.id FROM requests o WHERE o.tenant_id = tenant LIMIT most
  ) old
  WHERE r.tenant_id = tenant AND r.at = old.at AND r.id = old.id;
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone > 0 THEN
    RETURN gone;
  END IF;
  FOREACH name IN ARRAY ARRAY[
    'export_pieces', 'export_jobs', 'imports', 'saved_views', 'setup_links', 'mass_change_losses', 'problems', 'changes', 'audit_log',
    'request_counts', 'last_calls', 'group_members', 'group_groups', 'user_emails', 'users', 'groups', 'user_texts',
    'directory_count_entries', 'directory_counts', 'directory_days', 'extension_attributes', 'entitlements', 'tokens',
    'mapping_runs', 'integrations', 'invitations', 'memberships'
  ] LOOP
    EXECUTE format(
      'DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.%1$I WHERE tenant_id = $1 LIMIT $2))', name
    ) USING tenant, most;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
      RETURN gone;
    END IF;
  END LOOP;
  -- The slug stays: it never changes hands.
  UPDATE tenants t SET purged_at = now(), name = t.slug, deleted_by = NULL WHERE t.id = tenant;
  RETURN 0;
END
$$;
