GRANT SELECT, INSERT, UPDATE, DELETE ON deletion_losses, deletion_memberships TO rollcall_app;
--> statement-breakpoint
ALTER TABLE deletion_losses ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE deletion_losses FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON deletion_losses
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
ALTER TABLE deletion_memberships ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE deletion_memberships FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON deletion_memberships
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
CREATE FUNCTION shows_deleted() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('app.shows_deleted', true) = 'on' $$;
--> statement-breakpoint
-- A deleted integration is hidden here, so that no list, picker, lookup or count can forget to leave it out.
DROP POLICY tenant_only ON integrations;
--> statement-breakpoint
CREATE POLICY tenant_only ON integrations
  USING (tenant_id = (SELECT current_tenant()) AND (deleted_at IS NULL OR (SELECT shows_deleted())))
  WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
-- The application may not delete from the request log; of an integration that was deleted more than a week ago the
-- owner's function does. What people and groups were before stays in history, as of everything that is gone.
CREATE FUNCTION purge_integration(integration uuid, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tenant uuid := public.current_tenant();
  name text;
  gone integer;
BEGIN
  -- Until the transaction ends.
  PERFORM set_config('app.shows_deleted', 'on', true);
  PERFORM 1 FROM integrations i
    WHERE i.tenant_id = tenant AND i.id = integration AND i.deleted_at <= now() - interval '7 days' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  DELETE FROM requests r USING (
    SELECT o.at, o.id FROM requests o WHERE o.tenant_id = tenant AND o.integration_id = integration LIMIT most
  ) old
  WHERE r.tenant_id = tenant AND r.at = old.at AND r.id = old.id;
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone > 0 THEN
    RETURN gone;
  END IF;
  DELETE FROM mass_change_losses l WHERE l.ctid = ANY (ARRAY(
    SELECT o.ctid FROM mass_change_losses o JOIN problems p ON p.tenant_id = o.tenant_id AND p.id = o.problem_id
    WHERE o.tenant_id = tenant AND p.integration_id = integration LIMIT most));
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone > 0 THEN
    RETURN gone;
  END IF;
  FOREACH name IN ARRAY ARRAY[
    'deletion_memberships', 'deletion_losses', 'problems', 'request_counts', 'last_calls', 'setup_links', 'mapping_runs', 'tokens'
  ] LOOP
    EXECUTE format(
      'DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM public.%1$I WHERE tenant_id = $1 AND integration_id = $2 LIMIT $3))', name
    ) USING tenant, integration, most;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
      RETURN gone;
    END IF;
  END LOOP;
  DELETE FROM integrations i WHERE i.tenant_id = tenant AND i.id = integration;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION purge_integration(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION purge_integration(uuid, integer) TO rollcall_app;
--> statement-breakpoint
-- Of a deleted company these rows go too, and integrations that were deleted before it was.
CREATE OR REPLACE FUNCTION purge_company(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tenant uuid := public.current_tenant();
  name text;
  gone integer;
BEGIN
  -- Until the transaction ends.
  PERFORM set_config('app.shows_deleted', 'on', true);
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
    'mapping_runs', 'deletion_memberships', 'deletion_losses', 'integrations', 'invitations', 'memberships'
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
